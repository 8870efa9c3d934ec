import torch

EXPECTED = "slope-zero-at-zero"


def smooth_softplus(x):
    return torch.where(x > 0, x, 0 * x) + torch.log1p(torch.exp(-x.abs()))
