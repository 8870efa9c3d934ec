"""A fast truth for the narrow float types: float64, by formulas unlike those under test."""

import torch

from course_lib.accuracy.truth import QUANTITIES


def reference(x: torch.Tensor, quantity: str = "value", beta: float = 1.0) -> torch.Tensor:
    """Value, slope or curvature for float64 x, right to 4 ulp of float64 for |βx| <= 700 where βx is exact.

    That holds for every product of two float32 numbers, and for β a power of two. From tanh and atanh where the
    forms use exp and log1p, so that a slip in one would show: log1p(e) = 2·atanh(e/(2 + e)).
    """
    if x.dtype != torch.float64:
        raise TypeError(
            f"reference: x is {x.dtype}; it must be float64, and judges narrower types: x.double()."
        )
    z = x * beta
    e = torch.exp(-z.abs())
    if quantity == "value":
        return torch.clamp(x, min=0.0) + 2 * torch.atanh(e / (2 + e)) / beta
    if quantity == "slope":
        return torch.where(z < 0, e, 1.0) / (1 + e)
    if quantity == "curvature":
        return beta * (e / (1 + e)) / (1 + e)
    raise ValueError(
        f"reference: unknown quantity {quantity!r}; expected one of {', '.join(QUANTITIES[:3])}."
    )
