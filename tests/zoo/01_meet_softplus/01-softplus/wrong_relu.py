import torch

EXPECTED = "is-relu"


def softplus(x, beta=1.0):
    return torch.relu(x)
