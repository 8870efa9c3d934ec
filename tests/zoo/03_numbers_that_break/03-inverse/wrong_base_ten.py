import torch

EXPECTED = "wrong-value"


def inverse_softplus(y, beta=1.0):
    return torch.log10(torch.expm1(beta * y)) / beta
