"""1 − exp(−a) = 2 exp(−a/2) sinh(a/2) for small a."""

import torch


def log1mexp(a):
    half = a / 2
    small = torch.log(2 * torch.sinh(half)) - half
    large = torch.log1p(-torch.exp(-a))
    return torch.where(a < 0.5, small, large)
