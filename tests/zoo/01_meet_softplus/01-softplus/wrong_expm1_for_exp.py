import torch

EXPECTED = "wrong-value"


def softplus(x, beta=1.0):
    z = beta * x
    return (z.clamp(min=0) + torch.log1p(torch.expm1(-z.abs()))) / beta
