import torch

EXPECTED = "beta-swapped"


def softplus(x, beta=1.0):
    return torch.logaddexp(x / beta, torch.zeros_like(x)) * beta
