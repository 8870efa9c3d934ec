import torch
from torch.nn import functional as F


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    slope = torch.exp(F.logsigmoid(z))
    return torch.where(z > threshold, torch.ones_like(x), slope)
