import torch

EXPECTED = "signature"


def slope_from_output(output, b=1.0):
    return -torch.expm1(-b * output)
