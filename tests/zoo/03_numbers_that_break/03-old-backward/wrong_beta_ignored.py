import torch

EXPECTED = "beta-ignored"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(x > threshold, torch.ones_like(x), torch.sigmoid(x))
