import torch

EXPECTED = "missing-name"


def my_softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
