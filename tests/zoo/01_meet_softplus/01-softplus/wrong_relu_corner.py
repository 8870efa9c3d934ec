import torch

EXPECTED = "corner-slope"


def softplus(x, beta=1.0):
    z = beta * x
    return (torch.relu(z) + torch.log1p(torch.exp(-torch.abs(z)))) / beta
