import torch

EXPECTED = "nan-gradient"


def rule(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, x, torch.log1p(torch.exp(z)) / beta)
