import torch

EXPECTED = "wrong-value"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, torch.sigmoid(z), torch.ones_like(z))
