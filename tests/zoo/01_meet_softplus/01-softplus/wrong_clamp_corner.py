"""Right values; at exactly 0 autograd takes one side of the corner."""

import torch

EXPECTED = "corner-slope"


def softplus(x, beta=1.0):
    z = beta * x
    return (z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))) / beta
