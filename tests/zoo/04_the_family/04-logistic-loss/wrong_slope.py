import torch

EXPECTED = "is-the-slope"


def logistic_loss(x, target):
    return torch.sigmoid(x) - target
