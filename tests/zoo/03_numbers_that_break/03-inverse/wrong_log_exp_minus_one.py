import torch

EXPECTED = "log-of-zero"


def inverse_softplus(y, beta=1.0):
    return torch.log(torch.exp(beta * y) - 1) / beta
