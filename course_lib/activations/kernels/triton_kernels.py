"""Softplus for CUDA in Triton: one kernel at the speed of memory, one correctly rounded; forward and backward.

Polynomials of our own, because Triton's interpreter (TRITON_INTERPRET=1), in which these run without a GPU, has no
libdevice. Imported only by `load_kernels`, where triton is installed.
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

from course_lib.activations.arguments import checked, round_to
from course_lib.activations.arithmetic import compensated, correctly_rounded
from course_lib.activations.autograd.from_output import times_slope
from course_lib.activations.autograd.reading import may_read
from course_lib.activations.kernels import polynomials as p
from course_lib.activations.recommended import differentiable, softplus

BLOCK = 1024
SMALLEST_BETA, LARGEST_BETA = 1e-30, 1e30  # so that β is two numbers of float32; beyond it is `softplus`
_E0, _E1, _E2, _E3, _E4 = (tl.constexpr(c) for c in p.EXP)
_L0, _L1, _L2, _L3, _L4, _L5, _L6 = (tl.constexpr(c) for c in p.LOG1P)
_C0, _C1, _C2, _C3, _C4 = (tl.constexpr(c) for c in p.CENTRE)
_LOG2_E, _LN2, _LN2_REST = tl.constexpr(p.LOG2_E), tl.constexpr(p.LN2), tl.constexpr(p.LN2_REST)
_LN2_HIGH, _LN2_LOW = tl.constexpr(p.LN2_HIGH), tl.constexpr(p.LN2_LOW)
_NEAR, _DEEPEST, _ONE_FROM = tl.constexpr(p.NEAR), tl.constexpr(p.DEEPEST), tl.constexpr(p.ONE_FROM)
_DEEPEST_EXACT = tl.constexpr(p.DEEPEST_EXACT)
_ROUNDER, _LIFTED, _DROP = tl.constexpr(p.ROUNDER), tl.constexpr(p.ROUNDER + p.LIFT), tl.constexpr(p.DROP)


@triton.jit
def _exp_parts(z, rounder):
    """As `fused.exp_parts`: exp(z) = 2^k·(1 + r + higher + lost) in float32."""
    shifted = z * _LOG2_E + rounder
    k = shifted - rounder
    most = z - k * _LN2_HIGH
    r = most - k * _LN2_LOW
    higher = r * r * (_E0 + r * (_E1 + r * (_E2 + r * (_E3 + r * _E4))))
    power = (shifted.to(tl.int32, bitcast=True) << 23).to(tl.float32, bitcast=True)
    return power, r, higher, (most - r) - k * _LN2_LOW


@triton.jit
def _tail(z, delta):
    """As `fused.tail`: log(1 + exp(z + δ)) in float32 for z <= -NEAR."""
    power, r, higher, lost = _exp_parts(tl.where(z < _DEEPEST, _DEEPEST, z), _LIFTED)
    power = power * _DROP
    high = 1.0 + r
    rest = ((1.0 - high) + r) + (higher + (lost + delta * (high + higher)))
    mantissa = high + rest
    e = power * mantissa
    square = mantissa * e + (e + e) * ((high - mantissa) + rest)
    series = _L0 + e * (_L1 + e * (_L2 + e * (_L3 + e * (_L4 + e * (_L5 + e * _L6)))))
    return (high + (rest + square * series)) * power


@triton.jit
def _centre(z):
    """As `fused.centre`: log(1 + exp z) in float32 for |z| <= NEAR."""
    square = z * z
    high = _LN2 + 0.5 * z
    low = (_LN2 - high) + 0.5 * z
    series = _C0 + square * (_C1 + square * (_C2 + square * (_C3 + square * _C4)))
    return high + (square * series + (low + _LN2_REST))


@triton.jit
def _forward(x_at, y_at, count, beta, beta_rest, BLOCK: tl.constexpr):
    """β = beta + beta_rest: Triton takes a Python float as a float32."""
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_at + at, mask=at < count).to(tl.float32)
    product = x.to(tl.float64) * (tl.full([BLOCK], 0.0, tl.float64) + beta + beta_rest)
    z = product.to(tl.float32)
    # what rounding βx lost
    delta = tl.where(tl.abs(z) < 1e4, (product - z.to(tl.float64)).to(tl.float32), 0.0)
    far = tl.where(x > 0, x, 0.0) + _tail(-tl.abs(z), tl.where(z < 0, delta, -delta)) / beta
    y = tl.where(tl.abs(z) < _NEAR, _centre(z) / beta, far)
    tl.store(y_at + at, y.to(y_at.dtype.element_ty), mask=at < count)


@triton.jit
def _backward(grad_at, y_at, out_at, count, beta, beta_rest, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    grad = tl.load(grad_at + at, mask=at < count).to(tl.float32)
    z = -(tl.load(y_at + at, mask=at < count).to(tl.float32) * beta)
    power, r, higher, _ = _exp_parts(tl.where(z < _ONE_FROM, _ONE_FROM, z), _ROUNDER)
    slope = (1.0 - power) - power * (r + higher)  # 1 - 2^k is exact: nothing cancels
    tl.store(out_at + at, (slope * grad).to(out_at.dtype.element_ty), mask=at < count)


@triton.jit
def _forward_exact(x_at, y_at, count, beta, beta_rest, BLOCK: tl.constexpr):
    """In float64 by Taylor series: right to 2^-45, so float32 is nearest but for one tie in two million inputs."""
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    x = tl.load(x_at + at, mask=at < count).to(tl.float64)
    whole_beta = tl.full([BLOCK], 0.0, tl.float64) + beta + beta_rest
    z = -tl.abs(x * whole_beta)
    z = tl.where(z > _DEEPEST_EXACT, z, _DEEPEST_EXACT)  # NaN too: it has no whole part to shift by
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
    y = tl.where(x > 0, x, 0.0) + 2.0 * s * series / whole_beta
    y = tl.where(x != x, x, y)
    tl.store(y_at + at, y.to(tl.float32).to(y_at.dtype.element_ty), mask=at < count)


def _launched(kernel, like, *tensors, beta):
    out = torch.empty_like(like, memory_format=torch.contiguous_format)
    count = like.numel()
    if count:
        flat = [tensor.contiguous() for tensor in tensors]
        kernel[(triton.cdiv(count, BLOCK),)](*flat, out, count, *_in_two(beta), BLOCK=BLOCK)
    return out


def _in_two(beta):
    """β as a float32 and the float32 nearest to what that leaves: 48 bits together."""
    head = round_to(beta, torch.float32)
    return head, beta - head


def triton_softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    """log(1 + exp(βx)) / β in one Triton kernel, in float32 arithmetic: it moves each number once and waits for memory.

    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; slope and curvature from the output. float64 goes to `softplus`.
    Accuracy: ≤ 1 ULP in float32 at β = 1, ≤ 2 at every β >= 1; slope ≤ 2 ULP.
    Test: tests/activations/test_kernels.py, in Triton's interpreter.

    >>> triton_softplus(torch.tensor([0.0]))  # doctest: +SKIP
    tensor([0.6931])

    Source: max(x, 0) + log1p(exp(-|βx|))/β; coefficients from kernels/fit.py.
    """
    x, beta = checked("triton", x, beta)
    return differentiable(x, beta, _value, _times_slope) if _in_range(x, beta) else softplus(x, beta)


def triton_exact(x: Tensor, beta: float = 1.0) -> Tensor:
    """log(1 + exp(βx)) / β in one Triton kernel in float64 arithmetic, rounded to x's dtype.

    Edges: as `triton_softplus`. float64 goes to `softplus`.
    Accuracy: ≤ 0.51 ULP in float32 and float16 for β >= 1e-30. Test: tests/activations/test_kernels.py, in Triton's
    interpreter, whose cast to bfloat16 truncates: that type waits for a test on a GPU (`pytest -m cuda`).

    >>> triton_exact(torch.tensor([0.0]))  # doctest: +SKIP
    tensor([0.6931])

    Source: Taylor series of exp on |r| <= ln 2/2 and of 2·atanh(e/(2 + e)).
    """
    x, beta = checked("triton_exact", x, beta)
    return differentiable(x, beta, _exact, _times_slope) if _in_range(x, beta) else softplus(x, beta)


def _in_range(x, beta):
    return x.dtype != torch.float64 and SMALLEST_BETA <= beta <= LARGEST_BETA


def _value(x, beta):
    """The kernels read memory past PyTorch; where they may not, its operations answer."""
    return _launched(_forward, x, x, beta=beta) if may_read(x) else compensated.value(x, beta)


def _times_slope(grad, y, beta):
    may = may_read(grad, y)
    return _launched(_backward, y, grad, y, beta=beta) if may else times_slope(grad, y, beta)


def _exact(x, beta):
    return _launched(_forward_exact, x, x, beta=beta) if may_read(x) else correctly_rounded.value(x, beta)
