import torch


def slope_from_output(y, beta=1.0):
    wide = y.double()
    return (0 - torch.special.expm1(-(beta * wide))).to(y.dtype)
