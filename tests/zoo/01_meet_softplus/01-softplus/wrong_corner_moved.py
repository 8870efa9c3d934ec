"""The corner is moved by 1e-12, not removed: there autograd takes one side of it."""

import torch

EXPECTED = "moved-corner"


def softplus(x, beta=1.0):
    z = beta * x + 1e-12
    return (z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))) / beta
