"""Where a piecewise softplus may change its formula: derived from a float type's precision, not chosen."""

import math
from typing import NamedTuple

import torch


class Cuts(NamedTuple):
    """The ends of the pieces of log(1 + exp z): 0 | exp z | log1p(exp z) | z + exp(-z) | z."""

    zero: float
    exp: float
    log1p: float
    linear: float


def precision(dtype: torch.dtype) -> tuple[int, int]:
    """(p, m): the significand has p bits, the hidden one included, and 2^m is the smallest number; 53, -1074 for float64."""
    info = torch.finfo(dtype)
    bits = 1 - round(math.log2(info.eps))
    return bits, round(math.log2(info.smallest_normal)) - (bits - 1)


def cuts(dtype: torch.dtype) -> Cuts:
    """The four cut-offs of a float type with p bits whose smallest positive number is 2^m.

    zero: exp z rounds to 0 below (m - 1) ln 2.
    exp: log1p(exp z) rounds to exp z while (exp z)/2 is under half an ulp, which is below -p ln 2.
    log1p: in z + log1p(exp(-z)) the same bound, now against z > 1, allows exp(-z) for log1p from (p - 1) ln 2 / 2 on.
    linear: z + exp(-z) rounds to z from the solution of z exp(z) = 2^p on, here by its asymptotic series.
    Derivation and constants: LogExpFunctions.jl, src/basicfuns.jl.
    """
    p, smallest = precision(dtype)
    top = p * math.log(2)
    return Cuts(
        zero=(smallest - 1) * math.log(2),
        exp=-top,
        log1p=(p - 1) * math.log(2) / 2,
        linear=top - math.log(top) * (1 - 1 / top),
    )


def tensorflow_cut(dtype: torch.dtype) -> float:
    """TensorFlow's one cut-off t = log(eps) + 2: exp z below t, z above -t (tensorflow/core/kernels/softplus_op.h)."""
    return math.log(torch.finfo(dtype).eps) + 2
