"""Softplus to about 100 bits: a number is kept as the unevaluated sum hi + lo of two float64 tensors.

Every step is elementwise PyTorch, so it runs on any device that has float64 with rounding to nearest. Pairs are
(hi, lo) with |lo| at most half an ulp of hi.
"""

import math

import torch

from course_lib.activations.arithmetic.cuts import precision

_SPLIT = 134217729.0  # 2^27 + 1
LN2 = (0.6931471803691238, 1.9082149292705877e-10, 1.1612227229362532e-26)  # 32 bits, 53 bits, the rest
_TERMS = 25  # 0.35^26/26! < 2^-125
_LOG1P_IS_E_FROM = (
    80.0  # in |z|: log1p(e) = e to 115 bits, and e may need an exponent that float64 does not have
)
_LINEAR_ABOVE = 100.0
CUTS = (-_LOG1P_IS_E_FROM, _LOG1P_IS_E_FROM, _LINEAR_ABOVE)  # where `softplus` changes its formula on z = βx


def two_sum(a, b):
    """a + b = s + e exactly (Knuth)."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


def quick_two_sum(a, b):
    """a + b = s + e exactly where |a| >= |b| (Dekker)."""
    s = a + b
    return s, b - (s - a)


def two_prod(a, b):
    """a·b = p + e exactly, for factors whose split neither overflows nor underflows (Dekker)."""
    p = a * b
    a_high, a_low = _split(a)
    b_high, b_low = _split(b)
    return p, ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low


def _split(a):
    t = a * _SPLIT
    high = t - (t - a)
    return high, a - high


def add(a, b):
    """Sum of two pairs."""
    s, e = two_sum(a[0], b[0])
    t, f = two_sum(a[1], b[1])
    s, e = quick_two_sum(s, e + t)
    return quick_two_sum(s, e + f)


def mul(a, b):
    """Product of two pairs."""
    p, e = two_prod(a[0], b[0])
    return quick_two_sum(p, e + (a[0] * b[1] + a[1] * b[0]))


def over(a, divisor):
    """A pair divided by one float."""
    first = a[0] / divisor
    p, e = two_prod(first, divisor)
    second = ((a[0] - p) - e + a[1]) / divisor
    return quick_two_sum(first, second)


def expm1_small(r):
    """exp(r) - 1 as a pair for a pair |r| <= 0.35, by its Taylor series; accurate relative to r."""
    zero = torch.zeros_like(r[0])
    total = (zero + _inverse_factorial(_TERMS)[0], zero)
    for n in range(_TERMS - 1, 0, -1):
        high, low = _inverse_factorial(n)
        total = add(mul(total, r), (zero + high, zero + low))
    return mul(total, r)


def _inverse_factorial(n):
    whole = math.factorial(n)
    high = 1 / whole
    numerator, denominator = high.as_integer_ratio()
    return high, (denominator - numerator * whole) / (whole * denominator)


def exp_parts(z, delta):
    """exp(z + δ) = m·2^k with the pair m in about (0.7, 1.42), for z in (-2000, 0]."""
    k = torch.round(z / math.log(2))
    r = add((z - k * LN2[0], torch.zeros_like(z)), _pair(delta))
    r = add(r, two_prod(k, torch.full_like(k, -LN2[1])))
    r = add(r, _pair(k * -LN2[2]))
    grown = expm1_small(r)
    return add((torch.ones_like(z), torch.zeros_like(z)), grown), k


def log1p(e):
    """log(1 + e) as a pair for a pair e in (0, 1], by one Newton step from float64; relative to e."""
    guess = torch.log1p(e[0])
    half = expm1_small((guess / 2, torch.zeros_like(guess)))
    grown = mul(half, add(half, (torch.full_like(guess, 2.0), torch.zeros_like(guess))))
    step = add(e, (-grown[0], -grown[1]))
    return two_sum(guess, step[0] * torch.exp(-guess))


def softplus(x, z, delta, beta, dtype):
    """log(1 + exp(βx))/β for z + δ = βx, rounded once to `dtype`."""
    delta = torch.zeros_like(z) if delta is None else delta
    size = z.abs().clamp(max=2000.0).nan_to_num(nan=0.0)
    mantissa, k = exp_parts(-size, torch.where(z < 0, delta, -delta))
    deep = size > _LOG1P_IS_E_FROM
    small = tuple(torch.where(deep, 1.0, ldexp(part, k)) for part in mantissa)
    tail = tuple(torch.where(deep, m, part) for m, part in zip(mantissa, log1p(small), strict=True))
    fraction, exponent = math.frexp(beta)
    tail = over(tail, torch.full_like(z, fraction))
    shift = torch.where(deep, k, 0.0) - exponent
    left = rounded(tail, shift, dtype)
    whole = x.double()
    right = add(_pair(torch.where(z < 0, 1.0, whole)), tuple(ldexp(part, shift) for part in tail))
    right = torch.where(right[0].isfinite(), rounded(right, torch.zeros_like(z), dtype), math.inf)
    result = torch.where(z < 0, left, torch.where(z > _LINEAR_ABOVE, whole, right))
    return torch.where(z < -1900.0, 0.0, torch.where(z.isnan(), z, result)).to(dtype)


def rounded(pair, shift, dtype):
    """(hi + lo)·2^shift rounded once, to nearest even, to a value of `dtype` (held in float64).

    hi counts the quanta of the result; rounding hi decides all but a tie, and there the sign of lo decides.
    """
    high, low = pair
    bits, smallest = precision(dtype)
    quantum = torch.maximum(torch.frexp(high).exponent.to(high.dtype) - bits, smallest - shift)
    count = ldexp(high, -quantum)
    whole = torch.round(count)
    rest = count - whole
    whole = whole + ((rest == 0.5) & (low > 0)).to(whole.dtype) - ((rest == -0.5) & (low < 0)).to(whole.dtype)
    return ldexp(whole, quantum + shift)


def ldexp(value, exponent):
    """value·2^exponent in two steps, so that 2^exponent itself may be out of range."""
    first = torch.trunc(exponent / 2)
    return value * torch.exp2(first) * torch.exp2(exponent - first)


def _pair(a):
    return a, torch.zeros_like(a)
