import torch

EXPECTED = "truth-of-tensor"


def gap_to_relu(x, beta=1.0):
    distance = max(beta * x, -beta * x)
    return torch.log1p(torch.exp(-distance)) / beta
