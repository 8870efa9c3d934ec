import torch

EXPECTED = "cancelled"


def softplus_curvature(x, beta=1.0):
    e = torch.exp(beta * x)
    s = e / (1 + e)
    return beta * s * (1 - s)
