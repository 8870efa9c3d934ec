import torch

EXPECTED = "input-changed"


def centred(x):
    y = torch.logaddexp(x, torch.zeros_like(x))
    x -= 0.8060592
    return y - 0.8060592
