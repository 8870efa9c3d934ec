import torch

EXPECTED = "dtype-changed"


def softplus(x, beta=1.0):
    z = beta * x.double()
    return torch.logaddexp(z, torch.zeros_like(z)) / beta
