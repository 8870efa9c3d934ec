"""Softplus for CUDA in Triton: one kernel at the speed of memory, one correctly rounded; forward and backward.

Polynomials of our own, because Triton's interpreter (TRITON_INTERPRET=1), in which these run without a GPU, has no
libdevice. Imported only by `load_kernels`, where triton is installed.
"""

import torch
import triton
import triton.language as tl

from course_lib.activations.arguments import checked
from course_lib.activations.kernels import polynomials as p
from course_lib.activations.kernels.fused import is_plain
from course_lib.activations.recommended import softplus
from course_lib.activations.saved_output import Chain, FromOutput

BLOCK = 1024
_E0, _E1, _E2, _E3, _E4 = (tl.constexpr(c) for c in p.EXP)
_L0, _L1, _L2, _L3, _L4, _L5, _L6, _L7, _L8, _L9 = (tl.constexpr(c) for c in p.LOG1P)
_S0, _S1, _S2, _S3, _S4, _S5, _S6, _S7 = (tl.constexpr(c) for c in p.SLOPE)
_LOG2_E, _LN2 = tl.constexpr(p.LOG2_E), tl.constexpr(p.LN2)
_LN2_HIGH, _LN2_LOW = tl.constexpr(p.LN2_HIGH), tl.constexpr(p.LN2_LOW)
_SPLIT, _DEEPEST = tl.constexpr(p.SPLIT), tl.constexpr(p.DEEPEST)
_ROUNDER, _DROP = tl.constexpr(p.ROUNDER), tl.constexpr(p.DROP)


@triton.jit
def _exp(z):
    """exp(z) in float32 for z <= 0."""
    z = tl.where(z < _DEEPEST, _DEEPEST, z)
    shifted = z * _LOG2_E + _ROUNDER
    k = shifted - _ROUNDER
    r = (z - k * _LN2_HIGH) - k * _LN2_LOW
    rest = _E0 + r * (_E1 + r * (_E2 + r * (_E3 + r * _E4)))
    scale = (shifted.to(tl.int32, bitcast=True) << 23).to(tl.float32, bitcast=True)
    return (scale * (1.0 + (r + r * r * rest))) * _DROP


@triton.jit
def _log1p(e):
    """log(1 + e) in float32 for 0 <= e <= 1."""
    large = e > _SPLIT
    t = tl.where(large, e * 0.5 - 0.5, e)
    high = _L5 + t * (_L6 + t * (_L7 + t * (_L8 + t * _L9)))
    rest = _L0 + t * (_L1 + t * (_L2 + t * (_L3 + t * (_L4 + t * high))))
    return tl.where(large, _LN2, 0.0) + (t + t * t * rest)


@triton.jit
def _forward(x_at, y_at, count, beta, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_at + at, mask=at < count).to(tl.float32)
    product = x.to(tl.float64) * beta
    z = product.to(tl.float32)
    delta = tl.where(
        tl.abs(z) < 1e4, (product - z.to(tl.float64)).to(tl.float32), 0.0
    )  # what rounding βx lost
    e = _exp(-tl.abs(z))
    tail = _log1p(e + e * tl.where(z < 0, delta, -delta)) / beta
    y = tl.where(x > 0, x, 0.0) + tail
    tl.store(y_at + at, y.to(y_at.dtype.element_ty), mask=at < count)


@triton.jit
def _backward(grad_at, y_at, out_at, count, beta, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    grad = tl.load(grad_at + at, mask=at < count).to(tl.float32)
    z = tl.load(y_at + at, mask=at < count).to(tl.float32) * beta
    near = z * (_S0 + z * (_S1 + z * (_S2 + z * (_S3 + z * (_S4 + z * (_S5 + z * (_S6 + z * _S7)))))))
    slope = tl.where(z < _SPLIT, near, 1.0 - _exp(-z))
    tl.store(out_at + at, (slope * grad).to(out_at.dtype.element_ty), mask=at < count)


@triton.jit
def _forward_exact(x_at, y_at, count, beta, BLOCK: tl.constexpr):
    """In float64 by Taylor series: right to 2^-45, so float32 is nearest but for one tie in two million inputs."""
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_at + at, mask=at < count).to(tl.float64)
    z = -tl.abs(x * beta)
    z = tl.where(z > -700.0, z, -700.0)  # NaN too: it has no whole part to shift by
    shifted = z * _LOG2_E + 6755399441055744.0
    k = shifted - 6755399441055744.0
    r = (z - k * 0.6931471803691238) - k * 1.9082149292705877e-10
    total = r * 0.0 + 1.0
    for n in tl.static_range(14, 0, -1):
        total = 1.0 + total * r / n
    scale = ((k.to(tl.int64) + 1023) << 52).to(tl.float64, bitcast=True)
    e = total * scale
    s = e / (2.0 + e)
    square = s * s
    series = r * 0.0
    for n in tl.static_range(17, -1, -1):
        series = series * square + 1.0 / (2 * n + 1)
    y = tl.where(x > 0, x, 0.0) + 2.0 * s * series / beta
    y = tl.where(x != x, x, y)
    tl.store(y_at + at, y.to(tl.float32).to(y_at.dtype.element_ty), mask=at < count)


def _launched(kernel, like, *tensors, beta):
    out = torch.empty_like(like, memory_format=torch.contiguous_format)
    count = like.numel()
    if count:
        flat = [tensor.contiguous() for tensor in tensors]
        kernel[(triton.cdiv(count, BLOCK),)](*flat, out, count, beta, BLOCK=BLOCK)
    return out


def triton_softplus(x, beta=1.0):
    """log(1 + exp(βx)) / β in one Triton kernel, in float32 arithmetic: it moves each number once and waits for memory.

    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; slope and curvature from the output. float64 goes to `softplus`.
    Accuracy: ≤ 1.7 ULP in float32 at β = 1, ≤ 3 at every β >= 1.
    Test: tests/activations/test_kernels.py, in Triton's interpreter.

    >>> triton_softplus(torch.tensor([0.0]))  # doctest: +SKIP
    tensor([0.6931])

    Source: max(x, 0) + log1p(exp(-|βx|))/β; coefficients from kernels/fit.py.
    """
    x, beta = checked("triton", x, beta)
    return softplus(x, beta) if x.dtype == torch.float64 else _Triton.apply(x, beta)


def triton_exact(x, beta=1.0):
    """log(1 + exp(βx)) / β in one Triton kernel in float64 arithmetic, rounded to x's dtype.

    Edges: as `triton_softplus`. float64 goes to `softplus`.
    Accuracy: ≤ 0.51 ULP in float32 and float16 for β >= 1e-30. Test: tests/activations/test_kernels.py, in Triton's
    interpreter, whose cast to bfloat16 truncates: that type waits for a test on a GPU (`pytest -m cuda`).

    >>> triton_exact(torch.tensor([0.0]))  # doctest: +SKIP
    tensor([0.6931])

    Source: Taylor series of exp on |r| <= ln 2/2 and of 2·atanh(e/(2 + e)).
    """
    x, beta = checked("triton_exact", x, beta)
    return softplus(x, beta) if x.dtype == torch.float64 else _TritonExact.apply(x, beta)


class _Triton(FromOutput):
    @staticmethod
    def forward(x, beta):
        return _launched(_forward, x, x, beta=beta)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        if torch.is_grad_enabled() or not is_plain(grad):  # to be differentiated again
            return Chain.apply(grad, y, ctx.beta), None
        return _launched(_backward, y, grad, y, beta=ctx.beta), None

    @staticmethod
    def vmap(info, in_dims, x, beta):
        return _Triton.apply(x, beta), in_dims[0]


class _TritonExact(_Triton):
    @staticmethod
    def forward(x, beta):
        return _launched(_forward_exact, x, x, beta=beta)

    @staticmethod
    def vmap(info, in_dims, x, beta):
        return _TritonExact.apply(x, beta), in_dims[0]
