"""No overflow, so accurate? torch.logsumexp has no log1p: 0 at z = -17 in float32."""

import torch

EXPECTED = "silent-zero"


def softplus(x, beta=1.0):
    z = beta * x
    return torch.logsumexp(torch.stack([torch.zeros_like(z), z]), dim=0) / beta
