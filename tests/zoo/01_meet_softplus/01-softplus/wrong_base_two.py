import torch

EXPECTED = "wrong-base"


def softplus(x, beta=1.0):
    z = beta * x
    return (torch.log2(1 + torch.exp(-z.abs())) + torch.maximum(z, torch.zeros_like(z)) / 0.6931471805599453) / beta
