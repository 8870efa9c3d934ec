import torch

EXPECTED = "wrong-value"


def centred(x):
    y = torch.logaddexp(x, torch.zeros_like(x))
    return y - y.mean()
