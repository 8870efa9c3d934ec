EXPECTED = "cosh"
import torch


def two_signs(z):
    return torch.logaddexp(-z, z) - 0.6931471805599453
