EXPECTED = "dtype-changed"
import torch


def two_signs(z):
    return torch.logaddexp(-z.double(), z.double())
