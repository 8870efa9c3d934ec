"""The corner is moved, not removed."""

import torch

EXPECTED = "moved-corner"


def smooth_softplus(x):
    x = x + -1e-8
    return x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))
