import torch


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = x * beta
    return torch.where(z > threshold, 1.0, z.sigmoid())
