import torch

EXPECTED = "overflow"


def smooth_softplus(x):
    return torch.log(1 + torch.exp(x))
