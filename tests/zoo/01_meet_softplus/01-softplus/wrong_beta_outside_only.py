import torch

EXPECTED = "beta-once"


def softplus(x, beta=1.0):
    return torch.logaddexp(x, torch.zeros_like(x)) / beta
