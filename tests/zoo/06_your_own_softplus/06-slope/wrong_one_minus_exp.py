import torch

EXPECTED = "silent-zero"


def slope_from_output(y, beta=1.0):
    return 1 - torch.exp(-beta * y)
