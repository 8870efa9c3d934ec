import torch

EXPECTED = "is-curvature"


def softplus_slope(x, beta=1.0):
    return beta * torch.sigmoid(beta * x) * torch.sigmoid(-beta * x)
