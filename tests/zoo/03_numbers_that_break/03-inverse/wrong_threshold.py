"""The identity from 20 on, as in PyTorch’s forward rule: 2e-9 too much in float64."""

import torch

EXPECTED = "inaccurate"


def inverse_softplus(y, beta=1.0):
    z = beta * y
    return torch.where(z > 20, y, torch.log(torch.expm1(z.clamp(max=20.0))) / beta)
