import torch

EXPECTED = "dtype-changed"


def softplus_curvature(x, beta=1.0):
    return beta * torch.sigmoid(beta * x.float()) * torch.sigmoid(-beta * x.float())
