"""Differentiated by autograd; the task asks for the slope, not for its gradient."""

import torch


def softplus_slope(x, beta=1.0):
    with torch.enable_grad():
        t = x.detach().clone().requires_grad_(True)
        y = torch.logaddexp(beta * t, torch.zeros_like(t)) / beta
        (slope,) = torch.autograd.grad(y.sum(), t)
    return slope
