import torch

EXPECTED = "input-changed"


def soft_maximum(x, level=0.0):
    top = torch.maximum(x, torch.full_like(x, level))
    return top + torch.log1p(torch.exp(-x.sub_(level).abs_()))
