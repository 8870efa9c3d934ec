"""The dtype comes back, the digits do not."""

import torch

EXPECTED = "precision-lost"


def softplus(x, beta=1.0):
    z = beta * x.float()
    return (torch.logaddexp(z, torch.zeros_like(z)) / beta).to(x.dtype)
