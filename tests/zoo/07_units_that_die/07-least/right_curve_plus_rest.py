import torch


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    return curve - least * torch.logaddexp(-x, torch.zeros_like(x))
