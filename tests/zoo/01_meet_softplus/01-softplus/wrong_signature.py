import torch

EXPECTED = "signature"


def softplus(x):
    return torch.logaddexp(x, torch.zeros_like(x))
