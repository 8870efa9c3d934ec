"""Data that scikit-learn ships, as tensors: diabetes (regression) and handwritten digits (ten classes)."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor


@cache
def diabetes() -> tuple[Tensor, Tensor]:
    """442 patients: ten inputs and the target, each standardised (mean 0, variance 1): (442, 10) and (442, 1), float32.

    A constant prediction has the mean squared error 1. Source: Efron, Hastie, Johnstone, Tibshirani 2004.
    """
    from sklearn.datasets import load_diabetes

    x, y = load_diabetes(return_X_y=True, scaled=False)
    x, y = torch.from_numpy(x), torch.from_numpy(y)[:, None]
    x, y = ((part - part.mean(0)) / part.std(0, correction=0) for part in (x, y))
    return x.float(), y.float()


@cache
def digits() -> tuple[Tensor, Tensor]:
    """1797 images of 8 × 8, standardised as a whole (mean 0, variance 1): (1797, 64) float32, and the digits (1797,)."""
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    x = torch.from_numpy(x)
    return ((x - x.mean()) / x.std(correction=0)).float(), torch.from_numpy(y)


def divided(count: int, held_out: int, draws: torch.Generator) -> tuple[Tensor, Tensor]:
    """Indices for training and for testing, in a drawn order."""
    order = torch.randperm(count, generator=draws)
    return order[held_out:], order[:held_out]
