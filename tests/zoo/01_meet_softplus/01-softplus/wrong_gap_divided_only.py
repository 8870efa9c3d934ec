import torch

EXPECTED = "wrong-setting"


def softplus(x, beta=1.0):
    z = beta * x
    return z.clamp(min=0) + torch.log1p(torch.exp(-z.abs())) / beta
