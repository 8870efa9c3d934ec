import torch

EXPECTED = "no-abs"


def gap_to_relu(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
