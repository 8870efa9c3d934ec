import torch

EXPECTED = "plateau"


def curvature_from_output(y, beta=1.0):
    y = y.clamp(min=1e-6)
    return beta * torch.exp(-beta * y) * -torch.expm1(-beta * y)
