import torch

EXPECTED = "silent-zero"


def curvature_from_output(y, beta=1.0):
    return beta * (torch.exp(-beta * y) - torch.exp(-2 * beta * y))
