import torch

EXPECTED = "threshold-ignored"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = torch.exp(beta * x)
    return z / (z + 1)
