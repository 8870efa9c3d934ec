import torch

EXPECTED = "wrong-value"


def smooth_softplus(x):
    y = x + 1e-3
    return y.clamp(min=0) + torch.log1p(torch.exp(-y.abs()))
