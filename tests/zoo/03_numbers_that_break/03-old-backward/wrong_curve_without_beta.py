import torch

EXPECTED = "curve-without-beta"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(beta * x > threshold, torch.ones_like(x), torch.sigmoid(x))
