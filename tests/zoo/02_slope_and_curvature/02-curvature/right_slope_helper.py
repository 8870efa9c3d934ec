import torch


def slope(z):
    return torch.where(z >= 0, 1 / (1 + torch.exp(-z.abs())), torch.exp(-z.abs()) / (1 + torch.exp(-z.abs())))


def softplus_curvature(x, beta=1.0):
    z = beta * x
    return beta * slope(z) * slope(-z)
