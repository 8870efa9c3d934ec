import torch

EXPECTED = "overflow"


def inverse_softplus(y, beta=1.0):
    return torch.log(torch.expm1(beta * y) + 1e-8) / beta
