"""−log σ(−z): σ(−z) is 0 far right."""

import torch

EXPECTED = "no-number"


def softplus(x, beta=1.0):
    z = beta * x
    return -torch.log(torch.sigmoid(-z)) / beta
