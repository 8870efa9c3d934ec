"""Softplus as torch.compile and torch.export can trace it: one graph, no checks on the data.

Dynamo refuses a Function that has a `jvp`, so this one has only a backward; it too keeps the output.
"""

from torch.autograd import Function

from course_lib.activations.autograd.expm1 import expm1
from course_lib.activations.autograd.from_output import widened


class Traceable(Function):
    """y = value(x, beta), for a `value` of plain operations; the slope 1 - exp(-βy) comes from y."""

    @staticmethod
    def forward(ctx, x, beta, value):
        y = value(x, beta)
        ctx.beta = beta
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * (-expm1(-ctx.beta * widened(y))).to(y.dtype), None, None
