import torch

EXPECTED = "precision-lost"


def gap_to_relu(x, beta=1.0):
    distance = (beta * x).abs().to(torch.float32).to(x.dtype)
    return torch.log1p(torch.exp(-distance)) / beta
