import torch

EXPECTED = "top-missing"


def soft_maximum(x, level=0.0):
    return torch.log1p(torch.exp(-(x - level).abs()))
