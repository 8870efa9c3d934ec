import torch

EXPECTED = "shape-lost"


def gap_to_relu(x, beta=1.0):
    distance = torch.dist(beta * x, torch.zeros_like(x))
    return torch.log1p(torch.exp(-distance)) / beta
