import torch
from torch.nn import functional as F

EXPECTED = "digits-lost"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = torch.exp(beta * F.softplus(x, beta, threshold))
    return torch.where(beta * x > threshold, 1.0, (z - 1) / z)
