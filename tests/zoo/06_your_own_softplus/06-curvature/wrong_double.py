import torch

EXPECTED = "dtype-changed"


def curvature_from_output(y, beta=1.0):
    return beta * torch.exp(-beta * y.double()) * -torch.expm1(-beta * y.double())
