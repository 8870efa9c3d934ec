import torch

EXPECTED = "gradient-cut"


def smooth_softplus(x):
    return torch.logaddexp(x, torch.zeros_like(x)).detach()
