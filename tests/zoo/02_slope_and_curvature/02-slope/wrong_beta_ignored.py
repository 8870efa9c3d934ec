import torch

EXPECTED = "beta-ignored"


def softplus_slope(x, beta=1.0):
    return torch.sigmoid(x)
