"""The inverse of softplus: which x gives this y?"""

import math

import torch
from torch.autograd import Function

from course_lib.activations import precise
from course_lib.activations.arguments import checked
from course_lib.activations.recommended import Chain


def inverse(y, beta=1.0):
    """log(exp(βy) - 1) / β, the x with softplus(x, β) = y.

    Up to βy = ln 2 as log(expm1(βy))/β, above as y + log1p(-exp(-βy))/β: no overflow, and no cancellation on
    either side of the sign change at y = ln 2/β.
    Edges: inverse(0) = -inf (softplus(-inf) = 0), inverse(inf) = inf, NaN stays NaN. Any y < 0: ValueError, since
    softplus is never negative. Its derivative is 1/(1 - exp(-βy)).
    Accuracy: the smaller of forward and backward error ≤ 2 ULP from the smallest normal to the largest y (the forward
    error alone is unbounded at y = ln 2/β, where x passes 0). Test: tests/activations/test_bounds.py.

    >>> inverse(torch.tensor([1e-30, 1.0, 100.0]))
    tensor([-69.0776,   0.5413, 100.0000])

    Source: Mächler 2012 (cut at ln 2); GPyTorch's inv_softplus.
    """
    y, beta = checked("inverse", y, beta)
    return _Inverse.apply(y, beta)


class _Inverse(Function):
    @staticmethod
    def forward(y, beta):
        _refuse_negative(y)
        return _value(y, beta)

    @staticmethod
    def setup_context(ctx, inputs, output):
        y, ctx.beta = inputs
        ctx.save_for_backward(y)
        ctx.save_for_forward(y)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad / slope_at(y, ctx.beta), None

    @staticmethod
    def jvp(ctx, tangent, _):
        (y,) = ctx.saved_tensors
        return tangent / slope_at(y, ctx.beta)

    @staticmethod
    def vmap(info, in_dims, y, beta):
        return _Inverse.apply(y, beta), in_dims[0]


def slope_at(y, beta):
    """The slope of softplus where its value is y: 1 - exp(-βy)."""
    return Chain.apply(torch.ones_like(y), y, beta)


def _value(y, beta):
    z, _ = precise.product(y, beta)
    wide = y.to(z.dtype)
    low = torch.log(torch.expm1(z.clamp(max=1.0))) / beta
    tiny = (
        z < torch.finfo(z.dtype).eps
    )  # expm1(z) = z, and log z + log β needs no product that may be subnormal
    low = torch.where(tiny, (torch.log(wide) + math.log(beta)) / beta, low)
    high = wide + torch.log1p(-torch.exp(-z.clamp(min=0.5))) / beta
    return torch.where(z <= math.log(2), low, high).to(y.dtype)


def _refuse_negative(y):
    if y.is_meta or not bool((y < 0).any()):
        return
    below = y[y < 0]
    raise ValueError(
        f"inverse: {below.numel()} of {y.numel()} values are negative, the first is {below.flatten()[0].item()}; "
        f"softplus is never negative, so there is no x. Pass y >= 0 (inverse(0) is -inf)."
    )
