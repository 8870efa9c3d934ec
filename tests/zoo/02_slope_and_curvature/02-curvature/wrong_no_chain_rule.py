import torch

EXPECTED = "beta-missing"


def softplus_curvature(x, beta=1.0):
    z = beta * x
    return torch.sigmoid(z) * torch.sigmoid(-z)
