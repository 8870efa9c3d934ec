EXPECTED = "no-log"
import torch


def two_signs(z):
    return torch.exp(-z) + torch.exp(z)
