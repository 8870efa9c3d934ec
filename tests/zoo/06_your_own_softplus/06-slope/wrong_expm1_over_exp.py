import torch

EXPECTED = "overflow"


def slope_from_output(y, beta=1.0):
    z = beta * y
    return torch.expm1(z) / torch.exp(z)
