import torch


def slope_from_output(y, beta=1.0):
    t = torch.tanh(beta * y / 2)
    return 2 * t / (1 + t)
