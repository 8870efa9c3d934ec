import torch

EXPECTED = "no-number"


def soft_maximum(x, level=0.0):
    return torch.log(torch.exp(x.clamp(max=80)) + torch.exp(torch.full_like(x, level)))
