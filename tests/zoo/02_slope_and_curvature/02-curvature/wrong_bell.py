import torch

EXPECTED = "wrong-value"


def softplus_curvature(x, beta=1.0):
    return beta / 4 * torch.exp(-((beta * x) ** 2) / 4)
