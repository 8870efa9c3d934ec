"""ReLU moved by 1e-8: at −1e-8 its slope is 0."""

import torch

EXPECTED = "moved-corner"


def softplus(x, beta=1.0):
    z = beta * (x + 1e-8)
    return (torch.relu(z) + torch.log1p(torch.exp(-z.abs()))) / beta
