import torch
from torch.nn import functional as F

EXPECTED = "output-tested"


def repaired_slope(x, beta=1.0, threshold=20.0):
    y = beta * F.softplus(x, beta, threshold)
    z = torch.exp(y)
    return torch.where(y > threshold, 1.0, (z - 1) / z)
