import torch

EXPECTED = "zero-by-overflow"


def softplus_curvature(x, beta=1.0):
    e = torch.exp(-beta * x)
    return beta * e / (1 + e) ** 2
