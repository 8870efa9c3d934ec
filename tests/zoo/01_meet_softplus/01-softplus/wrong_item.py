import torch

EXPECTED = "returned-number"


def softplus(x, beta=1.0):
    return (torch.logaddexp(beta * x, torch.zeros_like(x)) / beta).sum().item()
