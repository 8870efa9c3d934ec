"""A fast truth for the narrow float types: float64, by formulas unlike those under test."""

import math

import torch

from course_lib.accuracy.truth import QUANTITIES


def reference(x: torch.Tensor, quantity: str = "value", beta: float = 1.0) -> torch.Tensor:
    """Value, slope or curvature for float64 x and any number β, right to 4 ulp of float64 for |βx| <= 700.

    From tanh and atanh where the forms use exp and log1p, so that a slip in one would show: log1p(e) = 2·atanh(e/(2 + e)).
    What rounding z = βx loses, δ, enters to first order: exp(-|z + δ|) = exp(-|z|)·(1 - sign(z)·δ).
    """
    if x.dtype != torch.float64:
        raise TypeError(
            f"reference: x is {x.dtype}; it must be float64, and judges narrower types: x.double()."
        )
    z = x * beta
    e = torch.exp(-z.abs())
    e = e - e * z.sign() * _lost(x, beta, z)
    if quantity == "value":
        return torch.clamp(x, min=0.0) + 2 * torch.atanh(e / (2 + e)) / beta
    if quantity == "slope":
        return torch.where(z < 0, e, 1.0) / (1 + e)
    if quantity == "curvature":
        return beta * (e / (1 + e)) / (1 + e)
    raise ValueError(
        f"reference: unknown quantity {quantity!r}; expected one of {', '.join(QUANTITIES[:3])}."
    )


def _lost(x, beta, z):
    """βx - z for z = fl(βx), by splitting both factors into halves of 26 bits (Veltkamp, Dekker); 0 where |z| is large."""
    x = torch.where(z.abs() < 1e4, x, 0.0)
    fraction, exponent = math.frexp(beta)
    head = math.ldexp(round(fraction * 2**26), exponent - 26)
    grown = x * (2.0**27 + 1)
    high = grown - (grown - x)
    low = x - high
    product = x * beta
    return ((high * head - product) + high * (beta - head) + low * head) + low * (beta - head)
