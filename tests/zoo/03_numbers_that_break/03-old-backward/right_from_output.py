"""The output may stay, when the test is on the input and expm1 does the subtraction."""

import torch


def repaired_slope(x, beta=1.0, threshold=20.0):
    y = torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
    return torch.where(beta * x > threshold, torch.ones_like(y), -torch.expm1(-beta * y))
