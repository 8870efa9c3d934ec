"""1/(1 + exp(−z)) is right on both sides: exp overflows to inf only where the slope is 0."""

import torch


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, torch.ones_like(z), 1 / (1 + torch.exp(-z)))
