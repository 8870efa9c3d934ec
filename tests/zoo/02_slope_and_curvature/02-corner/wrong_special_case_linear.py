import math
import torch

EXPECTED = "flat-at-zero"


def smooth_softplus(x):
    y = x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))
    return torch.where(x == 0, math.log(2) + x / 2, y)
