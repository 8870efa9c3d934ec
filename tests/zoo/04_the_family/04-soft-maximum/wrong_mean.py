"""Mellowmax: the mean of the exponentials instead of their sum."""

import torch

EXPECTED = "mean-of-exponentials"


def soft_maximum(x, level=0.0):
    top = torch.maximum(x, torch.full_like(x, level))
    return top + torch.log((1 + torch.exp(-(x - level).abs())) / 2)
