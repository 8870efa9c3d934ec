import torch

EXPECTED = "is-relu"


def centred(x):
    return torch.relu(x) - 0.8060592
