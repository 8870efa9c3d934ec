import math
import torch

EXPECTED = "slope-zero-at-zero"


def smooth_softplus(x):
    y = x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))
    return torch.where(x == 0, torch.full_like(x, math.log(2)), y)
