import torch

EXPECTED = "overflow"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = torch.exp(beta * x)
    return torch.where(beta * x > max(threshold, 1e9), torch.ones_like(z), torch.where(beta * x > threshold, (z + 1) / (z + 1), z / (z + 1)))
