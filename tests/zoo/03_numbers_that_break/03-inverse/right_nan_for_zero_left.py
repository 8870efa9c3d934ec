import torch


def inverse_softplus(y, beta=1.0):
    positive = y.clamp(min=0.0)
    return y + torch.log(-torch.expm1(-beta * positive)) / beta
