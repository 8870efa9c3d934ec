import torch

EXPECTED = "is-softplus"


def inverse_softplus(y, beta=1.0):
    return torch.logaddexp(beta * y, torch.zeros_like(y)) / beta
