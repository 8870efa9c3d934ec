"""log1p of both exponentials: one of them is the 1 already."""

import torch

EXPECTED = "one-counted-twice"


def soft_maximum(x, level=0.0):
    top = torch.maximum(x, torch.full_like(x, level))
    return top + torch.log1p(torch.exp(x - top) + torch.exp(level - top))
