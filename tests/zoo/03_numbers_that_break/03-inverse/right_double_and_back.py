import torch


def inverse_softplus(y, beta=1.0):
    wide = y.double()
    return (wide + torch.log(-torch.expm1(-beta * wide)) / beta).to(y.dtype)
