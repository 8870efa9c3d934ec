import torch

EXPECTED = "global-state"


def softplus(x, beta=1.0):
    torch.set_default_dtype(torch.float64)
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
