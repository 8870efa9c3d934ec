import torch

EXPECTED = "cancelled"


def softplus_curvature(x, beta=1.0):
    s = torch.sigmoid(beta * x)
    return beta * (s - s**2)
