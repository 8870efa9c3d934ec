import torch


def softplus_curvature(x, beta=1.0):
    z = -(beta * x).abs()
    s = torch.sigmoid(z)
    return beta * s * torch.sigmoid(-z)
