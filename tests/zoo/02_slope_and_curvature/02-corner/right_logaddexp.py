import torch


def smooth_softplus(x):
    return torch.logaddexp(x, torch.zeros_like(x))
