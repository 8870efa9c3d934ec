import torch


def leaky_softplus(x, least=0.1):
    curve = torch.maximum(x, torch.zeros_like(x)) + torch.log1p(torch.exp(-x.abs()))
    return least * x + curve - least * curve
