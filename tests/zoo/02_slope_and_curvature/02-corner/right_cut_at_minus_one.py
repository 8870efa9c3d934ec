import torch


def smooth_softplus(x):
    inner = x.clamp(max=-1)
    left = torch.log1p(torch.exp(inner))
    right = x + torch.log1p(torch.exp(-x.clamp(min=-1)))
    return torch.where(x < -1, left, right)
