EXPECTED = "wrong-gradient"
import torch


def two_signs(z):
    return torch.logaddexp(-z.detach(), z)
