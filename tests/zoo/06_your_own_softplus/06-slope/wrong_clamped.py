import torch

EXPECTED = "plateau"


def slope_from_output(y, beta=1.0):
    y = y.clamp(min=1e-6)
    return -torch.expm1(-beta * y)
