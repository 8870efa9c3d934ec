EXPECTED = "relu"
import torch


def in_bias(z):
    return torch.zeros_like(z)
