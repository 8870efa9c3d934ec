"""A clamp against overflow: from 80 on the result stays 80."""

import torch

EXPECTED = "plateau"


def softplus(x, beta=1.0):
    z = (beta * x).clamp(-80, 80)
    return torch.log1p(torch.exp(z)) / beta
