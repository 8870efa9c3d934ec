import torch

EXPECTED = "wrong-value"


def gap_to_relu(x, beta=1.0):
    distance = (beta * x) ** 2
    return torch.log1p(torch.exp(-distance)) / beta
