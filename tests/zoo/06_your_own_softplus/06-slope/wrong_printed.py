import torch

EXPECTED = "printed"


def slope_from_output(y, beta=1.0):
    print(-torch.expm1(-beta * y))
