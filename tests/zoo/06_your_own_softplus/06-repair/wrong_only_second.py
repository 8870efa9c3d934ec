import torch
from torch.nn import functional as F

EXPECTED = "output-tested"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(beta * F.softplus(x, beta, threshold) > threshold, 1.0, torch.exp(F.logsigmoid(beta * x)))
