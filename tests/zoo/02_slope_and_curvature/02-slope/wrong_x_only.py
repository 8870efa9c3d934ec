import torch

EXPECTED = "beta-ignored"


def softplus_slope(x, beta=1.0):
    z = x
    return 1 / (1 + torch.exp(-z))
