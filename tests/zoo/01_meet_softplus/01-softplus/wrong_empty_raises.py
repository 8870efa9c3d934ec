import torch

EXPECTED = "raises-sometimes"


def softplus(x, beta=1.0):
    assert x.max() > -1e9
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
