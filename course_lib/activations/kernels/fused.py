"""Softplus as one compiled pass over memory, with an exp and a log1p written for the range of their inputs.

There are two pieces; both are computed for every number, and one is chosen.
`centre` is for |βx| < 1: ln 2 + z/2 + z²·(a polynomial in z²), z = βx.
`tail` is for the rest: exp(z) for z = -|βx| <= -1, and log1p by a short polynomial, as its argument is at most exp(-1).
Both add the large part of a sum last and keep what its rounding loses (`quick_two_sum`).

exp(z) is taken apart (`exp_parts`): z = k·ln 2 + r with whole k, so exp(z) = 2^k·exp(r), and
    exp(r) = 1 + r + higher + lost     higher = r²·(polynomial in r), at most 0.07; lost: what the rounding of r took away.
The slope needs 1 - exp(-βy) without cancellation: with the same parts it is (1 - 2^k) - 2^k·(r + higher) (`times_slope`).
The constants, and how 2^k is made from bits (ROUNDER, LIFT, DROP), are explained in polynomials.py.
"""

from contextlib import suppress

import torch
from torch import Tensor

from course_lib.activations.arguments import checked
from course_lib.activations.arithmetic import compensated
from course_lib.activations.arithmetic.double_double import quick_two_sum
from course_lib.activations.autograd import from_output
from course_lib.activations.autograd.reading import may_read
from course_lib.activations.kernels import polynomials as p
from course_lib.activations.kernels.compiled import NotCompiled, compiled, in_rows
from course_lib.activations.recommended import differentiable, softplus

SMALLEST_COMPILED = 16_384  # below, the cost of calling compiled code (about 10 µs) is more than it saves

LARGEST_BETA = 1e30  # so that β, and what its rounding to float32 loses, are numbers of float32


def fused(x: Tensor, beta: float = 1.0) -> Tensor:
    """log(1 + exp(βx)) / β in one compiled pass: CPU, float32 or a half type, β >= 1; else it is `softplus`.

    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; slope and curvature from the output. The first call for a dtype
    compiles (seconds), which needs a C++ compiler. Below 16,384 elements it computes what `softplus` does.
    Accuracy: ≤ 1 ULP in float32 at β = 1 (all 2^32 inputs tried), ≤ 2 at any β >= 1; slope ≤ 2 ULP at β = 1 where y is
    normal. Test: tests/activations/test_kernels.py. Cost against F.softplus, a million float32: half, forward; 0.6 with
    backward; with cold caches 0.8 and 1.05 (benchmarks/softplus_speed.py). Other β >= 1: 0.8 and 0.9, in the half types 2.5.
    β < 1 is left to `softplus` because exp(βx) becomes subnormal before exp(βx)/β does.

    >>> fused(torch.tensor([-17.0, 0.0, 100.0]))  # doctest: +SKIP
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: max(x, 0) + log1p(exp(-|βx|))/β; coefficients from kernels/fit.py; sums by Dekker 1971.
    """
    x, beta = checked("fused", x, beta)
    if x.dtype == torch.float64 or not 1.0 <= beta <= LARGEST_BETA or torch.compiler.is_compiling():
        return softplus(x, beta)
    return differentiable(x, beta, _value_or_eager, _times_slope_or_eager)


def _value_or_eager(x, beta):
    if _worth_a_kernel(x):
        with suppress(NotCompiled):  # Dynamo has been told not to, for example (torch.compiler.set_stance)
            if beta == 1.0:
                return in_rows(_value, x)
            return in_rows(_scaled_value, x, scalar=torch.tensor(beta, dtype=torch.float64, device="cpu"))
    return compensated.value(x, beta)


def _times_slope_or_eager(grad, y, beta):
    if _worth_a_kernel(grad, y):
        with suppress(NotCompiled):
            return in_rows(
                _times_slope, grad, y, scalar=torch.tensor(beta, dtype=torch.float32, device="cpu")
            )
    return from_output.times_slope(grad, y, beta)


def _worth_a_kernel(*tensors):
    """Large, on the CPU, and with numbers that compiled code may read."""
    large = all(t.numel() >= SMALLEST_COMPILED and t.device.type == "cpu" for t in tensors)
    return large and may_read(*tensors)


def compile_for_float32():
    """Compile for float32; raises NotCompiled with the compiler's words where that does not work."""
    in_rows(_value, torch.zeros(SMALLEST_COMPILED, device="cpu"))


def value(x):
    """The value at β = 1 as traceable operations in float32."""
    wide = x.float()
    far = wide.relu() + tail(-wide.abs())
    return torch.where(wide.abs() < p.NEAR, centre(wide), far).to(x.dtype)


def scaled_value(x, beta):
    """The value at β >= 1, a float64 tensor, with δ = βx - z, which the rounding of z = fl(βx) lost."""
    wide = x.float()
    product = wide.double() * beta
    z = product.float()
    near = z.abs() < 1e4  # beyond, nothing is left of exp(z)
    delta = torch.where(near, (product - z.double()).float(), 0.0)
    far = tail(-z.abs(), torch.where(z < 0, delta, -delta))
    narrow = beta.float()
    return torch.where(z.abs() < p.NEAR, centre(z) / narrow, wide.relu() + far / narrow).to(x.dtype)


def centre(z):
    """log(1 + exp z) for |z| <= NEAR."""
    square = z * z
    high, low = quick_two_sum(p.LN2, 0.5 * z)
    return high + (square * horner(square, p.CENTRE) + (low + p.LN2_REST))


def tail(z, delta=None):
    """log(1 + exp(z + δ)) for z <= -NEAR: with e = exp(z + δ) it is e + e²·LOG1P(e).

    e = 2^k·m, m = 1 + r + higher + lost = high + rest (unrounded); `mantissa` is m rounded, off by (high - mantissa) + rest.
    So e² = 2^k·(2^k·m²), and m² = mantissa² + 2·mantissa·(what is off): `square` is e²/2^k to first order. At the
    end 2^k·(high + (rest + square·LOG1P)) is rounded where high is added, and hardly anywhere else.
    """
    power, r, higher, lost = exp_parts(torch.where(z < p.DEEPEST, p.DEEPEST, z), p.ROUNDER + p.LIFT)
    power = power * p.DROP
    high, low = quick_two_sum(1.0, r)
    if delta is not None:
        lost = lost + delta * (high + higher)
    rest = low + (higher + lost)
    mantissa = high + rest
    e = power * mantissa
    square = mantissa * e + (e + e) * ((high - mantissa) + rest)
    return (high + (rest + square * horner(e, p.LOG1P))) * power


def exp_parts(z, rounder):
    """exp(z) = 2^k·(1 + r + higher + lost), |r| < 0.35, `lost` below the last bit of r. `rounder` adds the bias to k."""
    shifted = z * p.LOG2_E + rounder
    k = shifted - rounder
    most = z - k * p.LN2_HIGH
    r = most - k * p.LN2_LOW
    higher = r * r * horner(r, p.EXP)
    power = (shifted.view(torch.int32) << 23).view(torch.float32)
    return power, r, higher, (most - r) - k * p.LN2_LOW


def times_slope(grad, y, beta):
    """g·(1 - exp(-βy)) as traceable operations in float32.

    exp(-βy) = 2^k·(1 + q), so the slope is (1 - 2^k) - 2^k·q, of which the first part is exact. Nothing cancels: where
    y is small, k = 0 and the slope is -q.
    """
    z = -(y.float() * beta)
    power, r, higher, _ = exp_parts(torch.where(z < p.ONE_FROM, p.ONE_FROM, z), p.ROUNDER)
    return (((1.0 - power) - power * (r + higher)) * grad.float()).to(grad.dtype)


def horner(x, coefficients):
    total = coefficients[-1]
    for c in reversed(coefficients[:-1]):
        total = total * x + c
    return total


@compiled
def _value(result, x):
    result.copy_(value(x))


@compiled
def _scaled_value(result, x, beta):
    result.copy_(scaled_value(x, beta))


@compiled
def _times_slope(result, grad, y, beta):
    result.copy_(times_slope(grad, y, beta))
