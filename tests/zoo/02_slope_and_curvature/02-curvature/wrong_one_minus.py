import torch

EXPECTED = "cancelled"


def softplus_curvature(x, beta=1.0):
    return beta * torch.sigmoid(beta * x) * (1 - torch.sigmoid(beta * x))
