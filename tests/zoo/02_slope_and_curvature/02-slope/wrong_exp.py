import torch

EXPECTED = "wrong-value"


def softplus_slope(x, beta=1.0):
    z = torch.exp(beta * x)
    return 1 / (1 + torch.exp(-z))
