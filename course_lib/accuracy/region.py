"""The six regions of z = βx between which softplus behaves differently, with ends derived from the float type."""

import math
from dataclasses import dataclass
from itertools import pairwise

import torch

from course_lib.accuracy.truth import float_type
from course_lib.activations.arguments import checked_beta, dtype_named

NAMES = ("underflow", "deep", "left", "centre", "right", "linear")


@dataclass(frozen=True)
class Region:
    """A half-open interval (low, high] of x; `regions` says what softplus does there."""

    name: str
    low: float
    high: float


def regions(dtype: torch.dtype | str, beta: float = 1.0) -> dict[str, Region]:
    """name → Region, from left to right: underflow, deep, left, centre, right, linear; ends in x, not in z.

    underflow: the result is subnormal or 0. deep: to where the naive form is 0 (1 + exp z rounds to 1). left: to z = -1,
    exp z is small beside 1. centre: to z = 1. right: to where f(x) rounds to x. linear: beyond.
    Errors: ValueError for an unknown dtype name or a β that is not positive and finite.

    >>> [f"{r.name} {r.high:.2f}" for r in regions("float32").values()][:3]
    ['underflow -87.34', 'deep -16.64', 'left -1.00']

    Source: this course's own; each end is a place where the mathematics or the rounding of softplus changes.
    """
    kind = dtype_named(dtype)
    beta = checked_beta("regions", beta)
    bits, _ = float_type(kind)
    normal = math.log(torch.finfo(kind).smallest_normal) + math.log(beta)
    naive_zero = -bits * math.log(2)
    ends = [min(normal, naive_zero), naive_zero, -1.0, 1.0, linear_from(kind, beta)]
    largest = torch.finfo(kind).max
    bounds = [-largest, *(min(max(end / beta, -largest), largest) for end in ends), largest]
    return {name: Region(name, *ends) for name, ends in zip(NAMES, pairwise(bounds), strict=True)}


def linear_from(dtype: torch.dtype, beta: float = 1.0) -> float:
    """z from which f(x) = x after rounding: log1p(exp(-z))/β is half the spacing of `dtype` at x = z/β."""
    bits, _ = float_type(dtype)
    z = 1.0
    for _ in range(60):  # the spacing is a step function of x, so walk from below until the two sides meet
        half_spacing = math.ldexp(1.0, math.frexp(z / beta)[1] - bits - 1)
        reach = -math.log(math.expm1(min(beta * half_spacing, 1.0)))
        if reach <= z * (1 + 1e-15):
            break
        upper = math.ldexp(1.0, math.frexp(z / beta)[1]) * beta
        z = min(reach, upper)
    return max(z, 1.0)
