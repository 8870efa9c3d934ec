import torch

EXPECTED = "sigmoid-of-output"


def repaired_slope(x, beta=1.0, threshold=20.0):
    y = torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
    return torch.where(beta * x > threshold, torch.ones_like(y), torch.sigmoid(beta * y))
