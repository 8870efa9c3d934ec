import torch


def slope_from_output(y, beta=1.0):
    return torch.expm1(y * -beta).neg()
