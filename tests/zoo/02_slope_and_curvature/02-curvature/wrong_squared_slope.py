import torch

EXPECTED = "squared-slope"


def softplus_curvature(x, beta=1.0):
    return beta * torch.sigmoid(beta * x) ** 2
