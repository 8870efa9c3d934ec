import torch

EXPECTED = "returned-number"


def slope_from_output(y, beta=1.0):
    return -torch.expm1(-beta * y).sum().item()
