import torch


def inverse_softplus(y, beta=1.0):
    z = beta * y
    return (z + torch.log(-torch.expm1(-z))) / beta
