import torch

EXPECTED = "wrong-value"


def softplus_slope(x, beta=1.0):
    z = torch.round(beta * x * 2) / 2
    return 1 / (1 + torch.exp(-z))
