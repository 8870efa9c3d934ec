"""Squareplus: near softplus, and not softplus."""

import torch

EXPECTED = "wrong-value"


def softplus(x, beta=1.0):
    z = beta * x
    return (z + torch.sqrt(z * z + 4 * 0.4804530139182014)) / 2 / beta
