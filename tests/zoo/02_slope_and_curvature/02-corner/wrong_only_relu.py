import torch

EXPECTED = "is-relu"


def smooth_softplus(x):
    return torch.relu(x)
