import torch


def softplus_slope(x, beta=1.0):
    z = x + (beta - 1) * x
    return 1 / (1 + torch.exp(-z))
