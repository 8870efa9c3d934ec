import torch
from torch.nn import functional as F


def repaired_slope(x, beta=1.0, threshold=20.0):
    y = F.softplus(x, beta, threshold)
    z = torch.exp(beta * y)
    return torch.where(beta * x > threshold, 1.0, -torch.expm1(-beta * y))
