import torch

EXPECTED = "unknown-name"


def softplus(x, beta=1.0):
    return torch.log1p(torch.expo(beta * x)) / beta
