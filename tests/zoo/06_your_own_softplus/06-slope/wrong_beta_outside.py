import torch

EXPECTED = "beta-ignored"


def slope_from_output(y, beta=1.0):
    return -beta * torch.expm1(-beta * y)
