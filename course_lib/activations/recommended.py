"""The recommended softplus: no threshold, right for every β, and it keeps its output for backward, not its input.

From y = softplus(x) alone: slope = 1 - exp(-βy), and its derivative by y is β·exp(-βy). The next layer keeps y anyway,
so softplus costs no memory of its own, as ReLU does.
"""

import torch
from torch.autograd import Function

from course_lib.activations import learned, precise
from course_lib.activations.arguments import check_tensor, checked


def softplus(x, beta=1.0):
    """log(1 + exp(βx)) / β, the form that this course recommends.

    x: real float tensor of any shape; result: same shape, dtype, device. β: a positive number, or (learned together
    with the network) a positive tensor that broadcasts against x. With a tensor β the input is kept for backward.
    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; 0 only where the true value rounds to 0 (βx ≤ -103.97 in float32).
    No threshold. Under autograd: slope 1 - exp(-βy) and curvature β·exp(-βy)(1 - exp(-βy)), from the output y.
    Accuracy: ≤ 1.6 ULP in float32 and ≤ 1.5 in float64 at β = 1, ≤ 3 at every β; half types 0.5001.
    Slope by autograd ≤ 4 ULP (≤ 8 for β ≠ 1) where y is normal. Tests: tests/activations/test_bounds.py.

    >>> softplus(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: `torch.logaddexp` for the value; the output-saving backward is this course's own.
    """
    if isinstance(beta, torch.Tensor):
        check_tensor("softplus", x)
        return learned.softplus(x, beta)
    x, beta = checked("softplus", x, beta)
    return Softplus.apply(x, beta)


class Softplus(Function):
    """x ↦ y = log(1 + exp(βx))/β; what is saved is y."""

    @staticmethod
    def forward(x, beta):
        return precise.value(x, beta)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.beta = inputs[1]
        ctx.save_for_backward(output)
        ctx.save_for_forward(output)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return Chain.apply(grad, y, ctx.beta), None

    @staticmethod
    def jvp(ctx, tangent, _):
        (y,) = ctx.saved_tensors
        return Chain.apply(tangent, y, ctx.beta)

    @staticmethod
    def vmap(info, in_dims, x, beta):
        return Softplus.apply(x, beta), in_dims[0]


class Chain(Function):
    """(g, y) ↦ g·(1 - exp(-βy)): one step of the chain rule from the output.

    A Function of its own, because PyTorch differentiates expm1(t) as expm1(t) + 1, which is 0 where exp(t) is small.
    """

    @staticmethod
    def forward(grad, y, beta):
        step = torch.mul(y, -beta).expm1_()
        return step.mul_(grad).neg_()

    @staticmethod
    def setup_context(ctx, inputs, output):
        grad, y, ctx.beta = inputs
        ctx.save_for_backward(grad, y)
        ctx.save_for_forward(grad, y)

    @staticmethod
    def backward(ctx, outer):
        grad, y = ctx.saved_tensors
        return Chain.apply(outer, y, ctx.beta), outer * grad * bend(y, ctx.beta), None

    @staticmethod
    def jvp(ctx, grad_tangent, y_tangent, _):
        grad, y = ctx.saved_tensors
        return Chain.apply(grad_tangent, y, ctx.beta) + y_tangent * grad * bend(y, ctx.beta)

    @staticmethod
    def vmap(info, in_dims, grad, y, beta):
        grad, y = (_batch_first(t, dim, info.batch_size) for t, dim in ((grad, in_dims[0]), (y, in_dims[1])))
        return Chain.apply(grad, y, beta), 0


def bend(y, beta):
    """β·exp(-βy), the derivative of the slope by the output: at most β, and never lost to rounding."""
    return beta * torch.exp(-beta * y)


def _batch_first(tensor, dim, size):
    return tensor.expand(size, *tensor.shape) if dim is None else tensor.movedim(dim, 0)
