import torch

EXPECTED = "wrong-value"


def smooth_softplus(x):
    size = torch.sqrt(x * x + 1e-3)
    return (x + size) / 2 + torch.log1p(torch.exp(-size))
