import torch

EXPECTED = "beta-ignored"


def softplus_curvature(x, beta=1.0):
    return torch.sigmoid(x) * torch.sigmoid(-x)
