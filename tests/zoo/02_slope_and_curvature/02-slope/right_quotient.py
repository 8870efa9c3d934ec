import torch


def softplus_slope(x, beta=1.0):
    e = torch.exp(beta * x)
    return e / (1 + e)
