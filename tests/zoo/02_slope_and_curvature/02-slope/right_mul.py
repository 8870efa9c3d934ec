import torch


def softplus_slope(x, beta=1.0):
    z = torch.mul(x, beta)
    return 1 / (1 + torch.exp(-z))
