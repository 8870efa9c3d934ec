import torch

EXPECTED = "silent-zero"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, 1.0, 1 - 1 / (1 + torch.exp(z.clamp(max=60))))
