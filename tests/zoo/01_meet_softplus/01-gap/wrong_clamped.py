import torch

EXPECTED = "plateau"


def gap_to_relu(x, beta=1.0):
    distance = (beta * x).abs().clamp(max=17)
    return torch.log1p(torch.exp(-distance)) / beta
