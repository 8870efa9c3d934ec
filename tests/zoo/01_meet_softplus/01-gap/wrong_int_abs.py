import torch

EXPECTED = "wrong-value"


def gap_to_relu(x, beta=1.0):
    distance = (beta * x).abs().round()
    return torch.log1p(torch.exp(-distance)) / beta
