"""Softplus with β as a tensor, which may be learned: it is differentiated along with x.

Left of 0 as log1p(exp(z))/β, elsewhere as x + log1p(exp(-z))/β, z = βx. In both, the derivative by β is a sum of
negative terms, -H/β² with H the entropy (in nats) of a coin with heads probability σ(z): nothing cancels. Plain
operations throughout, so autograd, torch.func, compile and export need no rules of ours; they keep the input.
"""

import torch

from course_lib.activations.arguments import DTYPES
from course_lib.activations.arithmetic.compensated import SPLIT_BELOW
from course_lib.activations.autograd.reading import inspect_numbers
from course_lib.activations.product import has_float64, residual

_NUMBERS = (*DTYPES, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8)
_EXP_IS_0_FROM = 5e3  # in |z|, for exp(-|z|); there x is left out, because 0·inf would be NaN


def softplus(x, beta):
    """log(1 + exp(βx))/β for a tensor β that broadcasts against x; the caller has checked x."""
    _check_beta(x, beta)
    return value(x, beta)


def of_number(x, beta):
    """The same for a β that is a number: plain operations where a Function of ours would be in the way."""
    wide = torch.float64 if has_float64(x) else torch.float32
    return value(x, torch.full((), beta, dtype=wide, device=x.device))


def value(x, beta):
    """log(1 + exp(βx))/β in x's dtype; computed in float64, so that β counts as the number that it holds."""
    wide = torch.float64 if has_float64(x) else torch.promote_types(x.dtype, torch.float32)
    wide_x, wide_beta = x.to(wide), beta.to(wide)
    far = (wide_x * wide_beta).detach().abs() > _EXP_IS_0_FROM
    near_x = torch.where(far, 0.0, wide_x)
    z = torch.where(far, torch.where(wide_x > 0, _EXP_IS_0_FROM, -_EXP_IS_0_FROM), near_x * wide_beta)
    left = z < 0
    small = torch.exp(torch.where(left, z, -z))
    deep = z < SPLIT_BELOW[wide]  # exp(z) may be subnormal where exp(z)/β is not
    half = torch.exp(torch.where(deep, z, 0.0) / 2)
    far_left = half * (half / wide_beta)
    if x.dtype == wide:
        # δ = βx - z, which the rounding of z lost, multiplies exp(z): so exp(z)'s derivatives have it too
        delta = residual(near_x.detach(), wide_beta.detach(), z.detach())
        small = small + small * torch.where(left, delta, -delta)
        far_left = far_left + far_left * delta
    tail = torch.where(deep, far_left, torch.log1p(small) / wide_beta)
    return torch.where(left, tail, wide_x + tail).to(x.dtype)


def _check_beta(x, beta):
    if beta.dtype not in _NUMBERS:
        raise TypeError(
            f"softplus: beta is a tensor of {beta.dtype}; it must hold real numbers. Convert it: beta.to(x.dtype)."
        )
    if beta.device != x.device:
        raise TypeError(
            f"softplus: beta is a tensor on {beta.device}, x on {x.device}; move it: beta.to(x.device)."
        )
    if not _fits(beta.shape, x.shape):
        raise ValueError(
            f"softplus: beta has shape {tuple(beta.shape)}, which does not fit x of shape {tuple(x.shape)} "
            f"or would enlarge x; give beta one value, or one for each feature of x."
        )
    inspect_numbers(beta, _refuse_bad_beta)


def _fits(small, large):
    """Does `small` broadcast against `large` without changing it?"""
    tail = large[len(large) - len(small) :]
    return len(small) <= len(large) and all(s in (1, n) for s, n in zip(small, tail, strict=True))


def _refuse_bad_beta(beta):
    bad = ~((beta > 0) & torch.isfinite(beta))
    if bad.any():
        raise ValueError(
            f"softplus: beta holds {beta[bad][0].item()}; every beta must be positive and finite. "
            f"Keep it so by learning its logarithm, as Softplus(learnable=True) does."
        )
