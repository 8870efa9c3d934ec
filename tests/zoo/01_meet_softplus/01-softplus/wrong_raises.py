import torch

EXPECTED = "raises"


def softplus(x, beta=1.0):
    return torch.log1p(torch.exp(torch.cat([beta * x, x], dim=7))) / beta
