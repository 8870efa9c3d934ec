import torch

EXPECTED = "slope-one-at-zero"


def smooth_softplus(x):
    return x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))
