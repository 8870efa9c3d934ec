"""One number in, a list of one number out."""

import torch

EXPECTED = "shape-lost"


def softplus(x, beta=1.0):
    return torch.atleast_1d(torch.logaddexp(beta * x, torch.zeros_like(x)) / beta)
