import torch

EXPECTED = "overflow"


def slope_from_output(y, beta=1.0):
    return (torch.exp(beta * y) - 1) / torch.exp(beta * y)
