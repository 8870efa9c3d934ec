import torch

EXPECTED = "wrong-setting"


def softplus(x, beta=1.0):
    z = beta * x
    y = (z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))) / beta
    return torch.round(y, decimals=6)
