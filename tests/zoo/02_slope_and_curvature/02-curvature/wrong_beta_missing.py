import torch

EXPECTED = "beta-missing"


def softplus_curvature(x, beta=1.0):
    return torch.sigmoid(beta * x) * torch.sigmoid(-beta * x)
