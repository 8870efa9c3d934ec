import torch

EXPECTED = "sigmoid-of-output"


def slope_from_output(y, beta=1.0):
    return torch.sigmoid(beta * y)
