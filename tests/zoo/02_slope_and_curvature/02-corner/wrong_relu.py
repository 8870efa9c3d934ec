import torch

EXPECTED = "slope-zero-at-zero"


def smooth_softplus(x):
    return torch.relu(x) + torch.log1p(torch.exp(-x.abs()))
