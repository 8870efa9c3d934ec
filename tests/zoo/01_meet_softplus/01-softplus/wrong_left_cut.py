"""Sets the left tail to zero by hand."""

import torch

EXPECTED = "cut-to-zero"


def softplus(x, beta=1.0):
    z = beta * x
    return torch.where(z < -15, torch.zeros_like(z), torch.logaddexp(z, torch.zeros_like(z))) / beta
