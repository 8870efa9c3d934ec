import torch

EXPECTED = "nan-gradient"


def smooth_softplus(x):
    size = torch.sqrt(x**2)
    return (x + size) / 2 + torch.log1p(torch.exp(-size))
