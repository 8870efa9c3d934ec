"""NaN becomes 1, of which the task does not speak."""

import torch


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z <= threshold, torch.sigmoid(z), torch.ones_like(z))
