"""Switches to exp(z) in the deep tail, but loses digits on the way there."""

import torch

EXPECTED = "log-not-log1p"


def softplus(x, beta=1.0):
    z = beta * x
    middle = torch.maximum(z, torch.zeros_like(z)) + torch.log(1 + torch.exp(-z.abs()))
    return torch.where(z < -15, torch.exp(z.clamp(max=0.0)), middle) / beta
