import torch


def softplus_curvature(x, beta=1.0):
    half = beta * x / 2
    return beta / (torch.exp(half) + torch.exp(-half)) ** 2
