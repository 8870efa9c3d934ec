import torch

EXPECTED = "input-changed"


def inverse_softplus(y, beta=1.0):
    correction = torch.log(-torch.expm1(-beta * y)) / beta
    y += correction
    return y
