EXPECTED = "half"
import torch


def two_signs(z):
    return torch.logaddexp(-z / 2, z / 2)
