import torch

EXPECTED = "log-of-zero"


def inverse_softplus(y, beta=1.0):
    return y + torch.log1p(-torch.exp(-beta * y)) / beta
