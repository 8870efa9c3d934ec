"""The hinge loss of support vector machines."""

import torch

EXPECTED = "wrong-value"


def logistic_loss(x, target):
    sign = 2 * target - 1
    return torch.relu(1 - sign * x)
