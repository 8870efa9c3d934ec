"""Wrong specimens for the claims of lesson 03 (id → functions that its measurement must refuse)."""

import torch
from torch.nn import functional as F


def naive(x, beta=1.0, threshold=20.0):
    return torch.log(1 + torch.exp(beta * x)) / beta


def relu(x, beta=1.0, threshold=20.0):
    return torch.relu(x)


def log1p_form(x, beta=1.0, threshold=20.0):
    return torch.log1p(torch.exp(beta * x)) / beta


def stable(x, beta=1.0, threshold=20.0):
    return x.clamp(min=0) + torch.log1p(torch.exp(-(beta * x).abs())) / beta


def floor_at_tiny(x, beta=1.0):
    """Never 0 in any float type, so "not exactly zero" would be simply true."""
    return F.softplus(x).clamp_min(torch.finfo(x.dtype).tiny)


def zero_early_in_long_tensors(x, beta=1.0):
    """Right for one number; in a long tensor subnormal results become 0, as under torch.set_flush_denormal."""
    y = F.softplus(x)
    return y if y.numel() == 1 else torch.where(y < torch.finfo(y.dtype).tiny, 0.0, y)


def switches_at_10(x, beta=1.0, threshold=20.0):
    """A threshold so low that float32 changes too."""
    return F.softplus(x, beta=beta, threshold=10.0)


def tests_x(x, beta=1.0, threshold=20.0):
    """The threshold is compared with x, not with βx."""
    return torch.where(x > threshold, x, torch.log1p(torch.exp(beta * x)) / beta)


def output_saving(x, beta=1.0, threshold=20.0):
    """No threshold, and a second derivative of its own: with it the defaults would simply fit."""
    from course_lib.activations import softplus

    return softplus(x, beta)


REFUTED_BY = {
    "C13": [naive, relu, floor_at_tiny, zero_early_in_long_tensors],
    "C18": [stable, relu],
    "C19": [stable, naive, tests_x],
    "C20": [stable, switches_at_10],
    "C21": [log1p_form, stable],
    "C40": [log1p_form, stable],
    "C41": [output_saving, naive, switches_at_10],
}
