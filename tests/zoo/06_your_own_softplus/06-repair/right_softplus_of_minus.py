import torch
from torch.nn import functional as F


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, 1.0, torch.exp(-F.softplus(-z, threshold=200.0)))
