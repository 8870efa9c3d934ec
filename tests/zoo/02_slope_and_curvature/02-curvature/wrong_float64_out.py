import torch

EXPECTED = "dtype-changed"


def softplus_curvature(x, beta=1.0):
    z = (beta * x).double()
    return beta * torch.sigmoid(z) * torch.sigmoid(-z)
