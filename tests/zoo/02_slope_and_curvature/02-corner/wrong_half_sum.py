import torch

EXPECTED = "flat-at-zero"


def smooth_softplus(x):
    return (x + x.abs()) / 2 + torch.log1p(torch.exp(-x.abs()))
