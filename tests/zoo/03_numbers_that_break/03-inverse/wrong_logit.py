import torch

EXPECTED = "wrong-value"


def inverse_softplus(y, beta=1.0):
    return torch.log(y / (1 - y)) / beta
