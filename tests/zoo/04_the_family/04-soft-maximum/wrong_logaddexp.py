import torch

EXPECTED = "calls-ready-form"


def soft_maximum(x, level=0.0):
    return torch.logaddexp(x, torch.full_like(x, level))
