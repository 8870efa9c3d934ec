import torch

EXPECTED = "cut-to-zero"


def softplus_curvature(x, beta=1.0):
    z = beta * x
    hill = beta * torch.sigmoid(z) * torch.sigmoid(-z)
    return torch.where(z.abs() > 20, torch.zeros_like(z), hill)
