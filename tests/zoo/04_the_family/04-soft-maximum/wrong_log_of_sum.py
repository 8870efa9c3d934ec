import torch

EXPECTED = "silent-zero"


def soft_maximum(x, level=0.0):
    top = torch.maximum(x, torch.full_like(x, level))
    return top + torch.log(torch.exp(x - top) + torch.exp(level - top))
