import torch

EXPECTED = "shape-lost"


def softplus_slope(x, beta=1.0):
    return torch.sigmoid(beta * x).sum()
