import torch

EXPECTED = "corner-slope"


def softplus(x, beta=1.0):
    z = x * beta
    positive = (z > 0).to(z.dtype)
    return (z * positive + torch.log1p(torch.exp(-z.abs()))) / beta
