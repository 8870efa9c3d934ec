"""torch.max takes the largest element of all."""

import torch

EXPECTED = "wrong-value"


def softplus(x, beta=1.0):
    z = beta * x
    return (torch.max(z) + torch.log1p(torch.exp(-z.abs()))) / beta
