import torch
from torch.nn import functional as F

EXPECTED = "corner-slope"


def repaired_slope(x, beta=1.0, threshold=20.0):
    small = torch.exp(-(beta * x).abs())
    slope = torch.where(x < 0, small, torch.ones_like(x)) / (1 + small)
    return torch.where(beta * x > threshold, 1.0, slope)
