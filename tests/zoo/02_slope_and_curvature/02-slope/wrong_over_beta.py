import torch

EXPECTED = "over-beta"


def softplus_slope(x, beta=1.0):
    z = x / beta
    return 1 / (1 + torch.exp(-z))
