"""The value of softplus, the float nearest to the true value: the arithmetic of `exact`."""

import torch

from course_lib.activations.arithmetic import compensated, double_double
from course_lib.activations.product import product

_ERROR = 2.0**-50  # 4 ulp of float64; its value is right to 3 (tests/activations/test_bounds.py)

_PIECE = 8192


def cuts(dtype: torch.dtype) -> tuple[float, ...]:
    """The places on z = βx where `exact` changes its formula."""
    first = () if dtype == torch.float64 else compensated.cuts(torch.float64)
    return (*first, *double_double.CUTS)


def value(x, beta):
    """log(1 + exp(βx))/β in x's dtype, the float nearest to the true value.

    Narrow types: computed in float64; where that leaves doubt about the last bit, again with twice the digits.
    """
    if x.is_meta:
        return torch.empty_like(x)
    if x.dtype == torch.float64:
        return _with_twice_the_digits(x, beta)
    wide = compensated.value(x.double(), beta)
    slack = wide * _ERROR
    result = _nearest(wide - slack, x.dtype)
    doubtful = _nearest(wide + slack, x.dtype) != result
    if doubtful.any():
        result[doubtful] = _with_twice_the_digits(x[doubtful], beta)
    return result


def _with_twice_the_digits(x, beta):
    """About 100 bits, a piece at a time: some thousand passes over numbers that stay in the cache."""
    result = torch.empty(x.shape, dtype=x.dtype, device=x.device)
    for part, out in zip(x.reshape(-1).split(_PIECE), result.view(-1).split(_PIECE), strict=True):
        z, delta = product(part.double(), beta)
        out.copy_(double_double.softplus(part, z, delta, beta, x.dtype))
    return result


def _nearest(wide, dtype):
    """float64 rounded once. PyTorch converts float64 to the half types by way of float32, which rounds twice."""
    if dtype == torch.float32:
        return wide.to(dtype)
    once = double_double.rounded((wide, torch.zeros_like(wide)), torch.zeros_like(wide), dtype)
    return torch.where(wide.isfinite() & (wide != 0), once, wide).to(dtype)
