"""The value, slope and curvature of softplus on plain tensors, right for every β; no autograd here.

Two things go wrong in `formula(beta * x)`. First, the product is rounded, and exp makes a relative error of z = βx |z|
times as large. Here δ = βx - z is kept (product.py) and enters to first order. Second, exp(z) may be subnormal although
exp(z)/β is not. So far left exp(z)/β is computed as exp(z/2)·(exp(z/2)/β).
"""

import math

import torch

from course_lib.activations.arithmetic import float64
from course_lib.activations.product import product

# The places on z = βx where `value` changes its formula for β ≠ 1. Below SPLIT_BELOW, exp(z) is near its subnormals (they
# begin at -708.4 in float64, at -87.3 in float32, which is used on a device that has no float64).
SPLIT_BELOW = {torch.float64: -600.0, torch.float32: -70.0}
_SLOPE_IS_ONE_FROM = 1.0  # in the value, where δ is multiplied by min(value, 1)
_LINEAR_ABOVE = 40.0


def cuts(dtype: torch.dtype) -> tuple[float, ...]:
    """The places on z = βx where `value` changes its formula, at any β and on any device."""
    own = (math.log(math.expm1(_SLOPE_IS_ONE_FROM)), _LINEAR_ABOVE)
    if dtype == torch.float64:
        return (*float64.CUTS, SPLIT_BELOW[dtype], *own)
    return (*SPLIT_BELOW.values(), *own)


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
    # right: f(x) rounds to x; and βx may overflow where x does not
    return torch.where(z > _LINEAR_ABOVE, x, result.to(x.dtype))


def slope(x, beta):
    """σ(βx) in x's dtype: the derivative of the value."""
    z, delta = product(x, beta)
    left, e_left, e_right = _exp_by_side(z)
    s = torch.where(left, e_left / (1 + e_left), 1 / (1 + e_right))
    if delta is not None:
        # δ, and what the rounding of 1 + e lost, enter as one factor of derivative 0, so with one rounding
        e = torch.where(left, e_left, e_right).detach()
        whole = 1 + e
        lost = e - (whole - 1)
        s = s + s * ((delta * torch.where(left, 1.0, e) - lost) / whole)
    return s.to(x.dtype)


def curvature(x, beta):
    """βσ(βx)σ(-βx) in x's dtype: the second derivative of the value. Never s(1 - s), which is 0 once s rounds to 1."""
    z, delta = product(x, beta)
    left, h_left, h_right = _exp_by_side(z / 2)  # halves, so that β enters before exp(-|z|) is subnormal
    c = torch.where(left, _logistic_density(h_left, beta), _logistic_density(h_right, beta))
    if delta is not None:  # as in `slope`
        square = torch.where(left, h_left, h_right).detach().square()
        whole = 1 + square
        lost = square - (whole - 1)
        c = c - c * (delta * torch.tanh(z / 2) + 2 * lost / whole).detach()
    return c.to(x.dtype)


def _exp_by_side(z):
    """z < 0, exp(z) where z < 0, and exp(-z) elsewhere (1 in the places of the other side).

    Two branches without |z|, whose kink at 0 would enter the derivatives: autograd is right to every order.
    """
    left = z < 0
    return left, torch.exp(torch.where(left, z, 0.0)), torch.exp(-torch.where(left, 0.0, z))


def _logistic_density(h, beta):
    return (beta * h) * h / (1 + h * h).square()
