"""The two formulas may meet anywhere."""

import torch


def smooth_softplus(x):
    left = torch.log1p(torch.exp(x.clamp(max=1)))
    right = x + torch.log1p(torch.exp(-x.clamp(min=1)))
    return torch.where(x > 1, right, left)
