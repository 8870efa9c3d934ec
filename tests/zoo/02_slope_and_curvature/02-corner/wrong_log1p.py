import torch

EXPECTED = "overflow"


def smooth_softplus(x):
    return torch.log1p(torch.exp(x))
