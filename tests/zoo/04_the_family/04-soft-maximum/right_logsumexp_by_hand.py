import torch


def soft_maximum(x, level=0.0):
    level = torch.full_like(x, level)
    larger, smaller = torch.maximum(x, level), torch.minimum(x, level)
    return larger + torch.log1p(torch.exp(smaller - larger))
