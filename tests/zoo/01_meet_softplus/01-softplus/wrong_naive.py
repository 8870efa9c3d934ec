import torch

EXPECTED = "overflow"


def softplus(x, beta=1.0):
    return torch.log(1 + torch.exp(beta * x)) / beta
