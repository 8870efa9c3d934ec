import torch


def smooth_softplus(x):
    safe_left = torch.where(x < 0, x, torch.zeros_like(x))
    safe_right = torch.where(x < 0, torch.zeros_like(x), x)
    left = torch.log1p(torch.exp(safe_left))
    right = safe_right + torch.log1p(torch.exp(-safe_right))
    return torch.where(x < 0, left, right)
