import torch

EXPECTED = "never-switches"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(torch.zeros_like(x, dtype=torch.bool), 1.0, torch.sigmoid(z))
