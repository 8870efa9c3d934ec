"""For every measured claim a wrong specimen: a function that its measurement must refuse.

A measurement that agrees whatever it is given proves nothing. Each entry is id → functions.
"""

import torch


def relu(x, beta=1.0):
    return torch.relu(x)


def naive(x, beta=1.0):
    return torch.log(1 + torch.exp(beta * x)) / beta


def softplus_of_twice_x(x, beta=1.0):
    return torch.nn.functional.softplus(2 * x) / 2


def squareplus(x, beta=1.0):
    return (x + torch.sqrt(x * x + 4)) / 2


def elu(x, beta=1.0):
    return torch.nn.functional.elu(x)


def floor_at_tiny(x, beta=1.0):
    """Never 0 in any float type, so "never reaches zero" would be simply true."""
    return torch.nn.functional.softplus(x).clamp_min(torch.finfo(x.dtype).tiny)


REFUTED_BY = {
    "C01": [naive, relu, squareplus, softplus_of_twice_x],
    "C02": [relu, squareplus],
    "C04": [floor_at_tiny],
    "C07": [squareplus, naive],
    "C08": [relu, softplus_of_twice_x, squareplus],
    "C09": [relu, squareplus, softplus_of_twice_x],
    "C10": [relu],
    "C52": [elu],
}
