import torch
from torch.nn import functional as F


def newton_step(w):
    at = w.detach().double().requires_grad_()
    (slope,) = torch.autograd.grad((F.softplus(1 - at) + at**2 / 20).sum(), at, create_graph=True)
    (curvature,) = torch.autograd.grad(slope.sum(), at)
    return (at - slope / curvature).detach().to(w.dtype)
