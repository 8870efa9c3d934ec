import torch

EXPECTED = "inaccurate"


def smooth_softplus(x):
    return torch.nn.functional.softplus(x, threshold=5.0)
