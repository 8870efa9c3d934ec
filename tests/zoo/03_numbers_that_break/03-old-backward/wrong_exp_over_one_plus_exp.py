import torch

EXPECTED = "overflow"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    e = torch.exp(z)
    return torch.where(z > threshold, torch.ones_like(z), e / (1 + e))
