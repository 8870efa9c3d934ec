import torch

EXPECTED = "wrong-value"


def softplus_slope(x, beta=1.0):
    z = (beta * x).clamp(-3, 3)
    return 1 / (1 + torch.exp(-z))
