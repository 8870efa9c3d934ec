import torch

EXPECTED = "input-changed"


def curvature_from_output(y, beta=1.0):
    e = torch.exp(-beta * y)
    return beta * e * -y.mul_(-beta).expm1_()
