import torch

EXPECTED = "calls-ready-form"


def soft_maximum(x, level=0.0):
    return level + torch.ops.aten.softplus(x - level)
