"""exp(t) - 1 without cancellation, under torch.compile too."""

import torch
from torch.autograd import Function


def expm1(t):
    """exp(t) - 1, accurate relative to the result, for t <= 88.

    Not torch.expm1 while compiling: for the CPU, PyTorch up to 2.13 writes it as exp(t) - 1, which is 0 for |t| < 6e-8
    in float32 (pytorch issue 189803, pull request 190533).
    Accuracy: ≤ 3 ULP. Test: tests/activations/test_compiled.py.

    Source: (u - 1)·t/log u with u = exp t, in which the error of u cancels: Kahan, in Higham 2002, section 1.14.1.
    """
    return _Expm1.apply(t) if torch.compiler.is_compiling() else torch.expm1(t)


class _Expm1(Function):
    @staticmethod
    def forward(ctx, t):
        ctx.save_for_backward(t)
        u = torch.exp(t)
        near = (u - 1) * (t / torch.log(u))
        return torch.where(u == 1, t, torch.where(t.abs() < 1, near, u - 1))

    @staticmethod
    def backward(ctx, grad):
        (t,) = ctx.saved_tensors
        return grad * torch.exp(t)
