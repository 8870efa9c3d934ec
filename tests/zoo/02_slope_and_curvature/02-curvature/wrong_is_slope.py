import torch

EXPECTED = "is-slope"


def softplus_curvature(x, beta=1.0):
    return torch.sigmoid(beta * x)
