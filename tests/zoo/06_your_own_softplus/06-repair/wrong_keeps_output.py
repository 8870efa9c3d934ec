import torch
from torch.nn import functional as F

EXPECTED = "digits-lost"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(beta * x > threshold, 1.0, -torch.expm1(-beta * F.softplus(x, beta, threshold)))
