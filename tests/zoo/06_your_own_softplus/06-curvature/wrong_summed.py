import torch

EXPECTED = "shape-lost"


def curvature_from_output(y, beta=1.0):
    return (beta * torch.exp(-beta * y) * -torch.expm1(-beta * y)).sum()
