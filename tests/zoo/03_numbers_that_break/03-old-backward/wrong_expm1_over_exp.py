"""expm1(z)/exp(z): inf/inf as soon as a high threshold lets it."""

import torch

EXPECTED = "overflow"


def repaired_slope(x, beta=1.0, threshold=20.0):
    y = torch.logaddexp(beta * x, torch.zeros_like(x))
    slope = torch.expm1(y) / torch.exp(y)
    return torch.where(beta * x > threshold, torch.ones_like(slope), slope)
