"""The value, slope and curvature of softplus on plain tensors, right for every β; no autograd here.

Two things go wrong in `formula(beta * x)`. The product is rounded, and exp turns a relative error of z = βx into
|z| times as much; and exp(z) may be subnormal although exp(z)/β is not. Both are mended here: δ = βx - z is kept
(`product`) and enters to first order, and far left exp(z)/β is taken as exp(z/2)·(exp(z/2)/β).
"""

import math

import torch

from course_lib.activations.arithmetic import float64

# The places on z = βx where `value` changes its formula for β ≠ 1. Below SPLIT_BELOW, exp(z) is near its subnormals (they
# begin at -708.4 in float64, at -87.3 in float32, which is used on a device that has no float64).
SPLIT_BELOW = {torch.float64: -600.0, torch.float32: -70.0}
_SLOPE_IS_ONE_FROM = 1.0  # in the value, where δ is multiplied by min(value, 1)
_LINEAR_ABOVE = 40.0
_LOW_BITS = {torch.float64: (torch.int64, -(1 << 27)), torch.float32: (torch.int32, -(1 << 12))}


def cuts(dtype):
    """The places on z = βx where `value` changes its formula, at any β and on any device."""
    own = (math.log(math.expm1(_SLOPE_IS_ONE_FROM)), _LINEAR_ABOVE)
    if dtype == torch.float64:
        return (*float64.CUTS, SPLIT_BELOW[dtype], *own)
    return (*SPLIT_BELOW.values(), *own)


def has_float64(x):
    """Whether the device of x computes in float64: all but Apple's GPUs do."""
    return x.device.type != "mps"


def value(x, beta):
    """log(1 + exp(βx))/β in x's dtype."""
    if beta == 1.0:
        if x.dtype == torch.float64:
            return float64.softplus(x)
        wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
        return torch.logaddexp(wide, wide.new_zeros(())).to(x.dtype)
    z, delta = product(x, beta)
    whole = torch.logaddexp(z, z.new_zeros(()))
    if delta is not None:  # the slope σ(z) that belongs before δ is near min(f, 1) wherever δ matters
        whole = whole + delta * whole.clamp(max=_SLOPE_IS_ONE_FROM)
    result = whole / beta
    if beta < 1:
        half = torch.exp(z / 2)
        deep = half * (half / beta)
        deep = deep if delta is None else deep + deep * delta
        result = torch.where(z < SPLIT_BELOW[z.dtype], deep, result)
    return torch.where(
        z > _LINEAR_ABOVE, x, result.to(x.dtype)
    )  # f(x) rounds to x; and βx may overflow where x does not


def slope(x, beta):
    """σ(βx) in x's dtype: the derivative of the value."""
    z, delta = product(x, beta)
    left, e_left, e_right = _sides(z)
    s = torch.where(left, e_left / (1 + e_left), 1 / (1 + e_right))
    if delta is not None:
        s = s + s * (delta * torch.where(left, 1 / (1 + e_left), e_right / (1 + e_right)).detach())
    return s.to(x.dtype)


def curvature(x, beta):
    """βσ(βx)σ(-βx) in x's dtype: the second derivative of the value. Never s(1 - s), which is 0 once s rounds to 1."""
    z, delta = product(x, beta)
    left, h_left, h_right = _sides(z / 2)  # halves, so that β enters before exp(-|z|) is subnormal
    c = torch.where(left, _bell(h_left, beta), _bell(h_right, beta))
    if delta is not None:
        c = c - c * (delta * torch.tanh(z / 2)).detach()
    return c.to(x.dtype)


def _sides(z):
    """z < 0, exp(z) where z < 0, and exp(-z) elsewhere (1 in the places of the other side).

    Two branches without |z|, whose kink at 0 would enter the derivatives: autograd is right to every order.
    """
    left = z < 0
    return left, torch.exp(torch.where(left, z, 0.0)), torch.exp(-torch.where(left, 0.0, z))


def _bell(h, beta):
    return (beta * h) * h / (1 + h * h).square()


def product(x, beta):
    """z and δ with z + δ = βx exactly (but for underflow); δ is None where z holds the product.

    Half and single precision are multiplied in float64, whose 53 bits hold every product of two of theirs; float64
    itself is split into halves of 26 bits (Dekker 1971), as is float32 on a device without float64.
    """
    if x.dtype != torch.float64 and has_float64(x):
        return x.double() * beta, None
    wide = x if x.dtype == torch.float64 else x.float()
    z = times(wide, beta)
    if is_power_of_two(beta):
        return z, None
    return z, residual(wide, beta, z)


def residual(x, beta, z):
    """βx - z for z = fl(βx), 0 where |z| is too large for it to matter (and where it is no number)."""
    x = x.resolve_neg()  # a lazily negated tensor has no bits of its own
    x_high, x_low = _halves(x)
    b_high, b_low = _halves(beta.resolve_neg() if isinstance(beta, torch.Tensor) else x.new_tensor(beta))
    delta = ((x_high * b_high - z) + x_high * b_low + x_low * b_high) + x_low * b_low
    return torch.where(z.abs() < 1e4, delta, torch.zeros_like(z))


def _halves(x):
    """x = high + low, both short enough for their products to be exact."""
    kind, mask = _LOW_BITS[x.dtype]
    if torch.jit.is_tracing():
        # it cannot record a look at the bits; this is the same but for |x| near the largest float
        grown = x * float(1 - mask)
        high = grown - (grown - x)
        return high, x - high
    high = (x.view(kind) & mask).view(x.dtype)
    return high, x - high


def times(x, beta):
    return x if beta == 1.0 else x * beta


def is_power_of_two(beta):
    return math.frexp(beta)[0] == 0.5
