import torch

EXPECTED = "limits"


def softplus(x, beta=1.0):
    return torch.nan_to_num(torch.logaddexp(beta * x, torch.zeros_like(x)) / beta, nan=0.0, posinf=float("inf"))
