"""The other of the two faults is repaired."""

import torch

EXPECTED = "overflow"


def repaired_slope(x, beta=1.0, threshold=20.0):
    y = torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
    z = torch.exp(beta * y)
    return torch.where(beta * x > threshold, torch.ones_like(y), (z - 1) / z)
