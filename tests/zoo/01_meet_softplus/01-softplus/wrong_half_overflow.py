"""A form for float32 and float64 whose extra step is too large for float16."""

import torch

EXPECTED = "half-precision"


def softplus(x, beta=1.0):
    z = beta * x
    step = (z.abs() + 1) * 20000 / 20000
    return (torch.maximum(z, torch.zeros_like(z)) + torch.log1p(torch.exp(1 - step))) / beta
