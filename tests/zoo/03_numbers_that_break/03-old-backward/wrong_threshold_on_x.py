import torch

EXPECTED = "threshold-on-x"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(x > threshold, torch.ones_like(x), torch.sigmoid(beta * x))
