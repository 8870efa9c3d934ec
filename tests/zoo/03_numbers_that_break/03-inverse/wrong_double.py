import torch

EXPECTED = "dtype-changed"


def inverse_softplus(y, beta=1.0):
    y = y.double()
    return y + torch.log(-torch.expm1(-beta * y)) / beta
