"""The true value of softplus, its slope, curvature and inverse, to any precision (mpmath)."""

import math
from typing import Any

import torch
from mpmath import MPContext

from course_lib.accuracy.formulas import curvature, inverse, slope, softplus
from course_lib.activations.arguments import check_tensor, checked_beta

FORMULAS = {"value": softplus, "slope": slope, "curvature": curvature, "inverse": inverse}
QUANTITIES = tuple(FORMULAS)
_GUARD = 10


def true_value(x: torch.Tensor, beta: float = 1.0, quantity: str = "value", bits: int = 200) -> list[Any]:
    """What an exact computer would return, as a list of mpf with `bits` bits, for the floats in x as they are.

    x: real float tensor of any shape (read in row-major order); β: the number given, as the double that it is.
    quantity: "value", "slope", "curvature", or "inverse" (then x holds the y of which the inverse is taken).
    Errors: ValueError for an unknown quantity or fewer than 60 bits; TypeError for x that is no real float tensor.

    >>> [str(v)[:12] for v in true_value(torch.tensor([0.0, -200.0]))]
    ['0.6931471805', '1.3838965267']

    Source: mpmath; f(x) = max(z, 0) + log1p(exp(-|z|)) over β with z = βx.
    """
    check_tensor("true_value", x)
    beta = checked_beta("true_value", beta)
    if quantity not in QUANTITIES:
        raise ValueError(f"unknown quantity {quantity!r}; expected one of {', '.join(QUANTITIES)}.")
    if bits < 60:
        raise ValueError(f"bits is {bits}; the true value needs at least 60, so that it can judge float64.")
    context = MPContext()
    context.prec = bits + _GUARD
    formula, beta = FORMULAS[quantity], context.mpf(beta)
    return [formula(context, number, beta) for number in x.detach().double().flatten().tolist()]


def float_type(dtype: torch.dtype) -> tuple[int, int]:
    """Bits of the significand, and the exponent of the smallest subnormal: 53 and -1074 for float64."""
    info = torch.finfo(dtype)
    bits = 1 - round(math.log2(info.eps))
    return bits, round(math.log2(info.smallest_normal)) - (bits - 1)
