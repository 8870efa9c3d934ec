import torch


def smooth_softplus(x):
    left = x <= 0
    safe = x.masked_fill(~left, 0.0)
    return torch.where(left, torch.log1p(torch.exp(safe)), x + torch.log1p(torch.exp(-x.masked_fill(left, 0.0))))
