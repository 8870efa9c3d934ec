"""The value is saved by torch.where, the gradient is not."""

import torch

EXPECTED = "nan-gradient"


def softplus(x, beta=1.0):
    z = beta * x
    return torch.where(z > 20, z, torch.log1p(torch.exp(z))) / beta
