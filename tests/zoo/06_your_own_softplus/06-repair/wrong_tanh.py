import torch

EXPECTED = "digits-lost"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, 1.0, 0.5 * (1 + torch.tanh(z / 2)))
