import torch

EXPECTED = "beta-not-cancelled"


def softplus_slope(x, beta=1.0):
    return beta * torch.sigmoid(beta * x)
