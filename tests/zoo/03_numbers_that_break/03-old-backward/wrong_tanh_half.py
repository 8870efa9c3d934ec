import torch

EXPECTED = "silent-zero"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, torch.ones_like(z), (1 + torch.tanh(z / 2)) / 2)
