import torch


def centred(x):
    return torch.logaddexp(x, torch.zeros_like(x)) - 0.8060592
