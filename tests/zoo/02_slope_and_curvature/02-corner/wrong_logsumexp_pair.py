import torch

EXPECTED = "silent-zero"


def smooth_softplus(x):
    return torch.logsumexp(torch.stack([x, torch.zeros_like(x)]), dim=0)
