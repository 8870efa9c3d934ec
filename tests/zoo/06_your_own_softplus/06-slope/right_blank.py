import torch


def slope_from_output(y, beta=1.0):
    minus_z = -beta * y
    slope = (
        -torch.expm1(minus_z)  # your answer here
    )
    return slope
