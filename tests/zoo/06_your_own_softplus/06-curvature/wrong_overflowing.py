import torch

EXPECTED = "overflow"


def curvature_from_output(y, beta=1.0):
    z = torch.exp(beta * y)
    return beta * torch.expm1(beta * y) / z**2
