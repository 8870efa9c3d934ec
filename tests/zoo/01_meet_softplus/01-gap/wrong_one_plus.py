import torch

EXPECTED = "wrong-value"


def gap_to_relu(x, beta=1.0):
    distance = 1 + (beta * x).abs()
    return torch.log1p(torch.exp(-distance)) / beta
