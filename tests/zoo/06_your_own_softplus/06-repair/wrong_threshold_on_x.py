import torch

EXPECTED = "threshold-on-x"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(x > threshold, 1.0, torch.sigmoid(z))
