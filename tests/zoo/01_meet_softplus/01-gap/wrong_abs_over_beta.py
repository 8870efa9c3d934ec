import torch

EXPECTED = "wrong-setting"


def gap_to_relu(x, beta=1.0):
    distance = x.abs() / beta
    return torch.log1p(torch.exp(-distance)) / beta
