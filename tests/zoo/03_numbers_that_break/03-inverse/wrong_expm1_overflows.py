import torch

EXPECTED = "overflow"


def inverse_softplus(y, beta=1.0):
    return torch.log(torch.expm1(beta * y)) / beta
