import torch

EXPECTED = "shift-not-undone"


def soft_maximum(x, level=0.0):
    d = x - level
    return torch.maximum(d, torch.zeros_like(d)) + torch.log1p(torch.exp(-d.abs()))
