import torch

EXPECTED = "wrong-value"


def softplus_curvature(x, beta=1.0):
    z = beta * x
    return beta * (torch.sigmoid(z) + torch.sigmoid(-z))
