"""A custom function without a backward."""

import torch

EXPECTED = "gradient-raises"


class Forward(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        return torch.logaddexp(z, torch.zeros_like(z))


def softplus(x, beta=1.0):
    return Forward.apply(beta * x) / beta
