import torch

EXPECTED = "beta-squared"


def softplus_curvature(x, beta=1.0):
    z = beta * x
    return beta**2 * torch.sigmoid(z) * torch.sigmoid(-z)
