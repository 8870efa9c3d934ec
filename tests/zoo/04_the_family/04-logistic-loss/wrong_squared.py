import torch

EXPECTED = "squared-error"


def logistic_loss(x, target):
    return (torch.sigmoid(x) - target) ** 2
