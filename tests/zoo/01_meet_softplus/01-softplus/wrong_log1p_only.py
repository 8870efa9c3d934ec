import torch

EXPECTED = "overflow"


def softplus(x, beta=1.0):
    return torch.log1p(torch.exp(beta * x)) / beta
