import math
import torch


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.log1p(-torch.exp(-a))
    return torch.where(a < math.log(2), small, large)


def inverse_softplus(y, beta=1.0):
    return y + log1mexp(beta * y) / beta
