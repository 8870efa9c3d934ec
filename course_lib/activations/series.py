"""The Taylor series of softplus around any centre, from one rule: the slope s satisfies s' = β·s·(1 - s)."""

import math

import torch
from torch import Tensor

from course_lib.activations.arguments import checked


def taylor_coefficients(degree: int, centre: float = 0.0, beta: float = 1.0) -> list[float]:
    """[c₀, …, c_degree] with softplus(x) = Σ cₖ (x - centre)ᵏ for |x - centre| < √(centre² + (π/β)²).

    Write the slope as Σ sₖ tᵏ. Then s' = β(s - s²) gives (k + 1)·sₖ₊₁ = β·(sₖ - Σⱼ sⱼ sₖ₋ⱼ), and cₖ₊₁ = sₖ/(k + 1).
    Right of 0, where s - s² would cancel, the coefficients of -centre are reflected: f(x) = x + f(-x).
    Accuracy: error of cₖ ≤ 1e-15 / radiusᵏ for k from 1 to 60 (tests/activations/test_series.py).
    Raises ValueError for a degree that is no whole number ≥ 0, or a β that is not positive.

    >>> [round(c, 6) for c in taylor_coefficients(4)]
    [0.693147, 0.5, 0.125, 0.0, -0.005208]

    Source: the logistic equation, solved by power series (Cauchy product).
    """
    if isinstance(degree, bool) or not isinstance(degree, int) or degree < 0:
        raise ValueError(f"taylor_coefficients: degree = {degree!r}; give a whole number, 0 or more.")
    point, beta = checked("taylor_coefficients", torch.tensor(float(centre), dtype=torch.float64), beta)
    z = -abs(beta * point.item())
    s = [math.exp(z) / (1 + math.exp(z))]
    for k in range(degree):
        square = math.fsum(s[j] * s[k - j] for j in range(k + 1))
        s.append(beta * (s[k] - square) / (k + 1))
    left = [math.log1p(math.exp(z)) / beta] + [s[k] / (k + 1) for k in range(degree)]
    return left if centre <= 0 else _reflected(left, centre)


def _reflected(left, centre):
    """The coefficients at `centre` from those at -centre: (-1)ᵏ of each, and those of x itself added."""
    right = [c if k % 2 == 0 else -c for k, c in enumerate(left)]
    right[:2] = [c + extra for c, extra in zip(right, (centre, 1.0), strict=False)]
    return right


def taylor(x: Tensor, degree: int, centre: float = 0.0, beta: float = 1.0) -> Tensor:
    """The Taylor polynomial of softplus around `centre`, by Horner's rule: same shape and dtype as x.

    Edges: outside the radius √(centre² + (π/β)²) it leaves softplus, and the more the higher the degree is.
    Raises ValueError as `taylor_coefficients`.

    >>> taylor(torch.tensor([0.0, 1.0, 4.0]), degree=4)
    tensor([0.6931, 1.3129, 3.3598])

    Source: `taylor_coefficients`.
    """
    x, beta = checked("taylor", x, beta)
    t, total = x - centre, torch.zeros_like(x)
    for c in reversed(taylor_coefficients(degree, centre, beta)):
        total = total * t + c
    return total
