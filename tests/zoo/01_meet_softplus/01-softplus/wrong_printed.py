import torch

EXPECTED = "printed"


def softplus(x, beta=1.0):
    print(torch.logaddexp(beta * x, torch.zeros_like(x)) / beta)
