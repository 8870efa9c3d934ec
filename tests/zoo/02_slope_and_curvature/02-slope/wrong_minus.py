import torch

EXPECTED = "sign"


def softplus_slope(x, beta=1.0):
    z = -beta * x
    return 1 / (1 + torch.exp(-z))
