import torch

EXPECTED = "silent-zero"


def softplus_curvature(x, beta=1.0):
    return beta * (1 - torch.tanh(beta * x / 2) ** 2) / 4
