"""The product z = βx together with what its rounding loses, δ = βx - z."""

import math

import torch

from course_lib.activations.arguments import check_held, round_to

_FAR = 1e4  # in |z|: from here on softplus is 0 or x, and δ does not matter
# for each type the integer of its size, and the mask of that integer that clears the lower half of the significand
_LOW_BITS = {torch.float64: (torch.int64, -(1 << 27)), torch.float32: (torch.int32, -(1 << 12))}


def has_float64(x):
    """Whether the device of x computes in float64: all but Apple's GPUs do."""
    return x.device.type != "mps"


def product(x, beta):
    """z and δ with z + δ = βx, for β as the double that it is; δ is None where z alone is near enough.

    Half and single precision are multiplied in float64, which rounds z to 53 bits: exp(z) is then right to |z|·2^-53, less
    than a thousandth of an ULP of theirs. In float64 itself the factors are split into halves of 26 bits (Dekker 1971), so
    that z + δ is exact but for underflow. A device without float64 does the same in float32, with β = head + rest.
    """
    if x.dtype != torch.float64 and has_float64(x):
        return x.double() * beta, None
    wide = x if x.dtype == torch.float64 else x.float()
    head = _held(beta, wide.dtype)
    z = wide if head == 1.0 else wide * head
    if head == beta and math.frexp(beta)[0] == 0.5:  # a power of two: exact
        return z, None
    delta = residual(wide, head, z)
    if head != beta:
        delta = delta + torch.where(z.abs() < _FAR, wide * (beta - head), 0.0)
    return z, delta


def _held(beta, dtype):
    """The number of `dtype` nearest to β. ValueError where that is 0 or inf: only where the device has no float64."""
    if dtype != torch.float64:
        check_held("softplus on a device without float64", beta, dtype)
    return round_to(beta, dtype)


def residual(x, beta, z):
    """βx - z for z = fl(βx), 0 where |z| is too large for it to matter (and where it is no number)."""
    x = x.resolve_neg()  # a lazily negated tensor has no bits of its own
    x_high, x_low = _halves(x)
    b_high, b_low = _halves(beta.resolve_neg() if isinstance(beta, torch.Tensor) else x.new_tensor(beta))
    delta = ((x_high * b_high - z) + x_high * b_low + x_low * b_high) + x_low * b_low
    return torch.where(z.abs() < _FAR, delta, torch.zeros_like(z))


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
