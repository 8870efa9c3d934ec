import torch

EXPECTED = "gradient-cut"


def centred(x):
    return torch.logaddexp(x, torch.zeros_like(x)).detach() - 0.8060592
