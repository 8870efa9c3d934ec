"""The caller's tensor is clamped under its feet, through .data so that autograd says nothing."""

import torch

EXPECTED = "input-changed"


def softplus(x, beta=1.0):
    result = torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
    x.data.clamp_(-5, 5)
    return result
