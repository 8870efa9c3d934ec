import torch

EXPECTED = "inner-only"


def softplus_slope(x, beta=1.0):
    return torch.exp(beta * x)
