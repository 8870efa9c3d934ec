import torch

EXPECTED = "wrong-value"


def smooth_softplus(x):
    return torch.nn.functional.softplus(x, threshold=3.0)
