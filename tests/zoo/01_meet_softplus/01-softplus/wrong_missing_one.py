import torch

EXPECTED = "missing-one"


def softplus(x, beta=1.0):
    return torch.log(torch.exp(beta * x)) / beta
