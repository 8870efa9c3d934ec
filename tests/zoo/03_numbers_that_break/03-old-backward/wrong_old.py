import torch
from torch.nn import functional as F

EXPECTED = "tests-output"


def repaired_slope(x, beta=1.0, threshold=20.0):
    y = F.softplus(x, beta=beta, threshold=threshold)
    z = torch.exp(beta * y)
    return torch.where(beta * y > threshold, torch.ones_like(y), (z - 1) / z)
