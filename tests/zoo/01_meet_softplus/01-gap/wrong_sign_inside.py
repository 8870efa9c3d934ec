import torch

EXPECTED = "sign"


def gap_to_relu(x, beta=1.0):
    return torch.logaddexp((beta * x).abs(), torch.zeros_like(x)) / beta
