import torch

EXPECTED = "log-of-zero"


def inverse_softplus(y, beta=1.0):
    return y + torch.log(1 - torch.exp(-beta * y)) / beta
