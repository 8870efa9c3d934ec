import torch

EXPECTED = "outer-only"


def softplus_slope(x, beta=1.0):
    return 1 / (1 + torch.exp(beta * x)) / beta
