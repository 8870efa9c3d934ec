import torch

EXPECTED = "wrong-value"


def softplus_curvature(x, beta=1.0):
    e = torch.exp(-(beta * x).abs())
    return beta * e / (1 + e)
