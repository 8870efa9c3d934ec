"""A switch on z, its other branch kept finite in float32; exp(30) is inf in float16."""

import torch

EXPECTED = "overflow"


def softplus(x, beta=1.0):
    z = beta * x
    inner = torch.log1p(torch.exp(z.clamp(max=30.0)))
    return torch.where(z > 20, z + torch.exp(-z), inner) / beta
