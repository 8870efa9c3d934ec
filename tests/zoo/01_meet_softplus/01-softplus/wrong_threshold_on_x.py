import torch

EXPECTED = "threshold-on-x"


def softplus(x, beta=1.0):
    z = (beta * x).clamp(max=30.0)
    return torch.where(x > 20, x, torch.log1p(torch.exp(z)) / beta)
