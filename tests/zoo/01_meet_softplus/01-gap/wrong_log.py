import torch

EXPECTED = "silent-zero"


def gap_to_relu(x, beta=1.0):
    return torch.log(1 + torch.exp(-(beta * x).abs())) / beta
