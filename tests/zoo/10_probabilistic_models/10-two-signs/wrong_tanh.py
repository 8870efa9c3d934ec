EXPECTED = "is-the-slope"
import torch


def two_signs(z):
    return torch.tanh(z)
