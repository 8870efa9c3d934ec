import torch


def curvature_from_output(y, beta=1.0):
    """d slope / dy by autograd, times dy / dx."""
    leaf = y.detach().requires_grad_()
    s = -torch.expm1(-beta * leaf)
    by_y = beta * torch.exp(-beta * y)
    assert s.requires_grad
    return by_y * s.detach()
