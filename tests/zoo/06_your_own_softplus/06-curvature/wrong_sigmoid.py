import torch

EXPECTED = "sigmoid-of-output"


def curvature_from_output(y, beta=1.0):
    return beta * torch.sigmoid(beta * y) * torch.sigmoid(-beta * y)
