import torch

EXPECTED = "sign"


def soft_maximum(x, level=0.0):
    top = torch.maximum(x, torch.full_like(x, level))
    return top + torch.log1p(torch.exp((x - level).abs()))
