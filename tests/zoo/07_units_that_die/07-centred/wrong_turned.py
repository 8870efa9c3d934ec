import torch

EXPECTED = "turned-around"


def centred(x):
    return 0.8060592 - torch.logaddexp(x, torch.zeros_like(x))
