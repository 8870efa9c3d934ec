"""Wrong specimens for the claim of lesson 05: id → functions that its measurement must refuse."""

import math

import torch
from torch.nn import functional as F


def identity(x):
    return x


def elu(x):
    return F.elu(x)


def silu(x):
    return F.silu(x)


def leaky_relu(x):
    return F.leaky_relu(x)


def shifted_softplus(x):
    """softplus(x) − ln 2, as SchNet uses it: negative left of 0."""
    return F.softplus(x) - math.log(2)


def softplus_with_a_nan(x):
    """NaN is not non-negative either."""
    return torch.where(x > 2, torch.nan, F.softplus(x))


REFUTED_BY = {"C38": [identity, elu, silu, leaky_relu, shifted_softplus, softplus_with_a_nan]}
