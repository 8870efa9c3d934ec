import torch

EXPECTED = "never-switches"


def rule(x, beta=1.0, threshold=20.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
