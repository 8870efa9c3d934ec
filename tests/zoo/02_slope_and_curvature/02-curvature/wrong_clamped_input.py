import torch

EXPECTED = "plateau"


def softplus_curvature(x, beta=1.0):
    z = (beta * x).clamp(-15, 15)
    return beta * torch.sigmoid(z) * torch.sigmoid(-z)
