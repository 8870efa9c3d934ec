import torch

EXPECTED = "silent-zero"


def curvature_from_output(y, beta=1.0):
    return beta * -torch.expm1(-beta * y) * (1 + torch.expm1(-beta * y))
