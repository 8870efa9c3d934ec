import torch

EXPECTED = "sign"


def softplus_curvature(x, beta=1.0):
    return -beta * torch.sigmoid(beta * x) * torch.sigmoid(-beta * x)
