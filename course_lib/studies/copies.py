"""Copies of one network that train side by side in one tensor: the same start, one difference between them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor


def start(
    widths: Sequence[int],
    copies: int,
    draws: torch.Generator,
    gain: float = 2.0,
    dtype: torch.dtype = torch.float32,
) -> list[Tensor]:
    """Weights (copies, inputs, outputs) and biases 0 (copies, 1, outputs) in turns; every copy has the same numbers.

    Weights are drawn in float32 from N(0, gain/inputs); the last layer always has gain 1.
    """
    parts, last = [], len(widths) - 2
    for layer, (before, after) in enumerate(itertools.pairwise(widths)):
        size = math.sqrt((1.0 if layer == last else gain) / before)
        weights = (torch.randn(before, after, generator=draws) * size).to(dtype)
        parts += [
            weights.expand(copies, -1, -1).clone().requires_grad_(),
            torch.zeros(copies, 1, after, dtype=dtype, requires_grad=True),
        ]
    return parts


def forward(
    parts: Sequence[Tensor],
    x: Tensor,
    activation: Callable[[Tensor], Tensor],
    before: Callable[[Tensor], Tensor] | None = None,
) -> tuple[list[Tensor], Tensor]:
    """The inputs of each activation, layer by layer (copies, n, width), and the outputs (copies, n, outputs).

    before: what is done to the sums before the activation, such as a normalisation.
    """
    h, sums = x.expand(len(parts[0]), *x.shape[-2:]), []
    for weights, biases in zip(parts[:-2:2], parts[1:-2:2], strict=True):
        z = torch.baddbmm(biases, h, weights)
        z = before(z) if before else z
        sums.append(z)
        h = activation(z)
    return sums, torch.baddbmm(parts[-1], h, parts[-2])


def gradients(losses: Tensor, parts: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """The gradient of each copy's loss; the copies do not mix."""
    return torch.autograd.grad(losses.sum(), parts)


@torch.no_grad()
def sgd(parts: Sequence[Tensor], gradients: Sequence[Tensor], rates: float | Tensor) -> None:
    """One plain step, in place. rates: a number, or one for each copy."""
    rate = rates.view(-1, 1, 1) if isinstance(rates, Tensor) else rates
    for part, gradient in zip(parts, gradients, strict=True):
        part.sub_(rate * gradient)


class Adam:
    """Adam (Kingma, Ba 2015) with a rate for each copy: rates (copies,); β₁ = 0.9, β₂ = 0.999, ε = 1e-8."""

    def __init__(self, parts: Sequence[Tensor], rates: Tensor) -> None:
        self.parts, self.rates, self.count = parts, rates.view(-1, 1, 1), 0
        self.first = [torch.zeros_like(part) for part in parts]
        self.second = [torch.zeros_like(part) for part in parts]

    @torch.no_grad()
    def step(self, gradients: Sequence[Tensor]) -> None:
        """One update of all copies, in place."""
        self.count += 1
        one, two = 1 - 0.9**self.count, 1 - 0.999**self.count
        for part, gradient, first, second in zip(self.parts, gradients, self.first, self.second, strict=True):
            first.lerp_(gradient, 0.1)
            second.lerp_(gradient.square(), 0.001)
            part.sub_(self.rates * (first / one) / ((second / two).sqrt() + 1e-8))
