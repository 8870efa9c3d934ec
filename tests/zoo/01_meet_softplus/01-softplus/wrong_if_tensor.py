import torch

EXPECTED = "truth-of-tensor"


def softplus(x, beta=1.0):
    if beta * x > 20:
        return x
    return torch.log1p(torch.exp(beta * x)) / beta
