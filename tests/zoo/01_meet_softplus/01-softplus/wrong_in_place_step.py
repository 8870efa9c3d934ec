"""The exponential is overwritten; the backward pass needs it."""

import torch

EXPECTED = "in-place-gradient"


def softplus(x, beta=1.0):
    z = beta * x
    tail = torch.exp(-z.abs())
    tail += 1
    return (torch.maximum(z, torch.zeros_like(z)) + torch.log(tail)) / beta
