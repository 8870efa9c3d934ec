"""The switch to the identity comes far too early."""

import torch

EXPECTED = "wrong-value"


def softplus(x, beta=1.0):
    z = beta * x
    return torch.where(z > 3, z, torch.logaddexp(z, torch.zeros_like(z))) / beta
