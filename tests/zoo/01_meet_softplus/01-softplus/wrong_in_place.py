import torch

EXPECTED = "input-changed"


def softplus(x, beta=1.0):
    x *= beta
    return torch.logaddexp(x, torch.zeros_like(x)) / beta
