"""float64 inside and cast back; an integer would be cut off, of which the task does not speak."""

import torch


def softplus(x, beta=1.0):
    wide = beta * x.double()
    y = torch.logaddexp(wide, torch.zeros_like(wide))
    return (y / beta).to(x.dtype)
