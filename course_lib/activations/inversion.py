"""The inverse of softplus: which x gives this y?"""

import math

import torch
from torch import Tensor

from course_lib.activations.arguments import checked
from course_lib.activations.autograd.expm1 import expm1
from course_lib.activations.autograd.reading import inspect_numbers
from course_lib.activations.product import product, residual


def inverse(y: Tensor, beta: float = 1.0) -> Tensor:
    """log(exp(βy) - 1) / β, the x with softplus(x, β) = y.

    Up to βy = ln 2 as log(expm1(βy))/β, above as y + log1p(-exp(-βy))/β: no overflow, and no cancellation on
    either side of the sign change at y = ln 2/β.
    Edges: inverse(0) = -inf (softplus(-inf) = 0), inverse(inf) = inf, NaN stays NaN. Any y < 0: ValueError, since
    softplus is never negative (NaN under torch.compile). Its derivative is 1/(1 - exp(-βy)).
    Accuracy: the smaller of forward and backward error ≤ 2 ULP from the smallest normal to the largest y (the forward
    error alone is unbounded at y = ln 2/β, where x passes 0). Test: tests/activations/test_bounds.py.

    >>> inverse(torch.tensor([1e-30, 1.0, 100.0]))
    tensor([-69.0776,   0.5413, 100.0000])

    Source: Mächler 2012 (cut at ln 2); GPyTorch's inv_softplus.
    """
    y, beta = checked("inverse", y, beta)
    inspect_numbers(y, _refuse_negative)
    z, delta = product(y, beta)
    wide = y.to(z.dtype)
    tiny = z < torch.finfo(z.dtype).smallest_normal  # βy has lost digits that log y + log β still has
    high = ~(z <= math.log(2))
    far_left = torch.log(torch.where(tiny, wide, 1.0)) + math.log(beta)
    grown = expm1(torch.where(tiny | high, 0.5, z))
    left = torch.log(grown)
    small = left / beta
    if delta is not None:
        # what rounding βy lost, and what the division did, is added before the one rounding that stays
        lost = delta * (1 + 1 / grown) - residual(small.detach(), beta, left.detach())
        small = small + torch.where(small.isfinite(), lost / beta, 0.0).detach()
    right = wide + torch.log1p(-torch.exp(-torch.where(high, z, 1.0))) / beta
    return torch.where(high, right, torch.where(tiny, far_left / beta, small)).to(y.dtype)


def _refuse_negative(y):
    if (y < 0).any():
        below = y[y < 0]
        raise ValueError(
            f"inverse: {below.numel()} of {y.numel()} values are negative, the first is {below[0].item()}; "
            f"softplus is never negative, so there is no x. Pass y >= 0 (inverse(0) is -inf)."
        )
