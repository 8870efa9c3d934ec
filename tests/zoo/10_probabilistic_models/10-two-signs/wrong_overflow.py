EXPECTED = "overflow"
import torch


def two_signs(z):
    return torch.log(torch.exp(-z) + torch.exp(z))
