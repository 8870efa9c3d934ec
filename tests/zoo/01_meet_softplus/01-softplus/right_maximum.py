import torch


def softplus(x, beta=1.0):
    z = beta * x
    return (torch.maximum(z, torch.zeros_like(z)) + torch.log1p(torch.exp(-z.abs()))) / beta
