import torch

EXPECTED = "is-relu"


def gap_to_relu(x, beta=1.0):
    return torch.relu(x)
