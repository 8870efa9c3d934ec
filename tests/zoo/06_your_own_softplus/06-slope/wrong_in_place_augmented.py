import torch

EXPECTED = "input-changed"


def slope_from_output(y, beta=1.0):
    y *= -beta
    return -torch.expm1(y)
