import torch

EXPECTED = "wrong-setting"


def gap_to_relu(x, beta=1.0):
    distance = (beta * beta * x).abs()
    return torch.log1p(torch.exp(-distance)) / beta
