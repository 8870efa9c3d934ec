import torch

EXPECTED = "not-centred"


def centred(x):
    return torch.logaddexp(x, torch.zeros_like(x))
