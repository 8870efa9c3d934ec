import torch

EXPECTED = "gradient-cut"


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x.detach(), torch.zeros_like(x)) / beta
