import torch

EXPECTED = "wrong-setting"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold - 1e-12, torch.ones_like(z), torch.sigmoid(z))
