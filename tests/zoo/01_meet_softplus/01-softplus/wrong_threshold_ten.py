"""10 is large enough? In float64 it is not."""

import torch

EXPECTED = "inaccurate"


def softplus(x, beta=1.0):
    z = beta * x
    return torch.where(z > 10, z, torch.logaddexp(z, torch.zeros_like(z))) / beta
