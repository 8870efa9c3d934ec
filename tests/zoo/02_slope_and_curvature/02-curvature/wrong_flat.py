import torch

EXPECTED = "shape-lost"


def softplus_curvature(x, beta=1.0):
    z = beta * x
    return (beta * torch.sigmoid(z) * torch.sigmoid(-z)).flatten()
