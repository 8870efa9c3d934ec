import torch


def two_signs(z):
    return z + torch.logaddexp(-2 * z, torch.zeros_like(z))
