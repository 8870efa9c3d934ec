import torch

EXPECTED = "level-ignored"


def soft_maximum(x, level=0.0):
    top = torch.maximum(x, torch.zeros_like(x))
    return top + torch.log1p(torch.exp(-x.abs()))
