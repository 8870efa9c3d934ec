import torch

EXPECTED = "moved-corner"


def smooth_softplus(x):
    x = x + 1e-12
    return torch.maximum(x, torch.zeros_like(x)) + torch.log1p(torch.exp(-x.abs()))
