import torch

EXPECTED = "wrong-setting"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, torch.zeros_like(z), torch.sigmoid(z))
