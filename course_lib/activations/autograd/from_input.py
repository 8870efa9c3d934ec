"""Softplus that keeps its input for backward: for the few β at which the output does not know the slope.

`from_output.output_suffices` says which: float16 with β > 2, and β near the ends of a type's range.
"""

import torch
from torch.autograd import Function

from course_lib.activations.autograd.from_output import wants_derivative
from course_lib.activations.autograd.reading import forward_mode_is_active, transform_is_active


def differentiable(x, beta, value, slope, plain):
    """y = value(x, β), differentiable as far as somebody asks for it.

    value, slope: softplus and σ(βx) on tensors; slope of operations that PyTorch can differentiate. plain: softplus of such
    operations throughout, for torch.func, forward mode and torch.compile, which keep, or compute again, what they need.
    """
    if torch.compiler.is_compiling() or transform_is_active() or forward_mode_is_active():
        return plain(x, beta)
    return _KeepsInput.apply(x, beta, value, slope) if wants_derivative(x) else value(x, beta)


class _KeepsInput(Function):
    @staticmethod
    def forward(ctx, x, beta, value, slope):
        ctx.save_for_backward(x)
        ctx.beta, ctx.slope = beta, slope
        return value(x, beta)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        once = x.dtype == torch.float16 and not wants_derivative(grad, x)
        return grad * (_float16_slope if once else ctx.slope)(x, ctx.beta), None, None, None


def _float16_slope(x, beta):
    """σ(βx) in float32, which is enough for float16 but not for derivatives: PyTorch's is s(1 - s). A quarter of the time.

    β is kept in float32's range, beyond which βx is 0 or infinite for every float16.
    """
    return torch.sigmoid(x.float().mul_(min(max(beta, 1e-30), 1e38))).to(x.dtype)
