"""Right, with a helper function and a warning of its own: a warning must not cost marks."""

import warnings

import torch


def log_one_plus_exp(z):
    return torch.maximum(z, torch.zeros_like(z)) + torch.log1p(torch.exp(-torch.abs(z)))


def softplus(x, beta=1.0):
    warnings.warn("my own remark", stacklevel=2)
    return log_one_plus_exp(beta * x) / beta
