import torch

EXPECTED = "returned-none"


def inverse_softplus(y, beta=1.0):
    x = y + torch.log(-torch.expm1(-beta * y)) / beta
