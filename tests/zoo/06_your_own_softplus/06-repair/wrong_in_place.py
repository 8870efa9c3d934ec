import torch

EXPECTED = "input-changed"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(x.mul_(beta) > threshold, 1.0, torch.sigmoid(x))
