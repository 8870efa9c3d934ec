import torch

EXPECTED = "dtype-changed"


def gap_to_relu(x, beta=1.0):
    distance = (beta * x).abs().float()
    return torch.log1p(torch.exp(-distance)) / beta
