import torch

EXPECTED = "input-changed"


def softplus_slope(x, beta=1.0):
    x *= beta
    return torch.sigmoid(x)
