"""The product z = βx together with what its rounding loses, δ = βx - z."""

import math

import torch

# for each type the integer of its size, and the mask of that integer that clears the lower half of the significand
_LOW_BITS = {torch.float64: (torch.int64, -(1 << 27)), torch.float32: (torch.int32, -(1 << 12))}


def has_float64(x):
    """Whether the device of x computes in float64: all but Apple's GPUs do."""
    return x.device.type != "mps"


def product(x, beta):
    """z and δ with z + δ = βx exactly (but for underflow); δ is None where z holds the product.

    Half and single precision are multiplied in float64, whose 53 bits hold every product of two of theirs; float64
    itself is split into halves of 26 bits (Dekker 1971), as is float32 on a device without float64.
    """
    if x.dtype != torch.float64 and has_float64(x):
        return x.double() * beta, None
    wide = x if x.dtype == torch.float64 else x.float()
    z = wide if beta == 1.0 else wide * beta
    if math.frexp(beta)[0] == 0.5:  # a power of two: exact
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
