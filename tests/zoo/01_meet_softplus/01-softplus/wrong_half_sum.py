"""Its gradient is 1/2 − 1/2 + tiny far left: the tiny part is rounded away."""

import torch

EXPECTED = "extreme-gradient"


def softplus(x, beta=1.0):
    z = beta * x
    return ((z + z.abs()) / 2 + torch.log1p(torch.exp(-z.abs()))) / beta
