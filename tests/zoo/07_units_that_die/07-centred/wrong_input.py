import torch

EXPECTED = "input-shifted"


def centred(x):
    return torch.logaddexp(x - 0.8060592, torch.zeros_like(x))
