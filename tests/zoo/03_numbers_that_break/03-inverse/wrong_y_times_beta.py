import torch

EXPECTED = "beta-once"


def inverse_softplus(y, beta=1.0):
    return beta * y + torch.log(-torch.expm1(-beta * y)) / beta
