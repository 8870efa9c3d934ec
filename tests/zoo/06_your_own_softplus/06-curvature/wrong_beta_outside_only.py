import torch

EXPECTED = "beta-ignored"


def curvature_from_output(y, beta=1.0):
    return beta * torch.exp(-y) * -torch.expm1(-y)
