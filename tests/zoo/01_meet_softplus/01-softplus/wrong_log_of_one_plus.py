"""Stable for large z and rounded away for small z."""

import torch

EXPECTED = "silent-zero"


def softplus(x, beta=1.0):
    z = beta * x
    return (torch.maximum(z, torch.zeros_like(z)) + torch.log(1 + torch.exp(-z.abs()))) / beta
