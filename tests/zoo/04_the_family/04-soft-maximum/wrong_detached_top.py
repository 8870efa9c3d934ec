import torch

EXPECTED = "wrong-gradient"


def soft_maximum(x, level=0.0):
    top = torch.maximum(x, torch.full_like(x, level)).detach()
    return top + torch.log1p(torch.exp(-(x - level).abs()))
