import torch


def smooth_softplus(x):
    right = x + torch.log1p(torch.exp(-x.clamp(min=0)))
    left = torch.log1p(torch.exp(x.clamp(max=0)))
    return torch.where(x > 0, right, left)
