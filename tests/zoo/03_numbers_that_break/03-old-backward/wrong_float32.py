import torch

EXPECTED = "dtype-changed"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = (beta * x).float()
    return torch.where(z > threshold, torch.ones_like(z), torch.sigmoid(z))
