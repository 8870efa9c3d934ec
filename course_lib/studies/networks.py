"""Small networks whose initial values come from a generator of their own: global state is left alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def generator(*numbers: int) -> torch.Generator:
    """A generator for these numbers, such as (seed, 3): each part of a study draws from one of its own."""
    mixed = 0
    for number in numbers:
        mixed = (mixed * 1_000_003 + number + 1) % (2**63 - 1)
    return torch.Generator().manual_seed(mixed)


class Network(nn.Module):
    """Fully connected: widths[0] inputs, widths[-1] outputs, the activation between the layers.

    Weights are N(0, gain/fan_in), biases 0, drawn from `draws`; gain = 2 is He et al. 2015.
    Shapes: (n, widths[0]) → (n, widths[-1]).
    """

    def __init__(
        self,
        widths: Sequence[int],
        activation: Callable[[Tensor], Tensor],
        draws: torch.Generator,
        gain: float = 2.0,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        super().__init__()
        self.activation = activation
        self.layers = nn.ModuleList()
        for inputs, outputs in itertools.pairwise(widths):
            layer = nn.utils.skip_init(nn.Linear, inputs, outputs, dtype=dtype)
            with torch.no_grad():
                layer.weight.normal_(0.0, math.sqrt(gain / inputs), generator=draws)
                layer.bias.zero_()
            self.layers.append(layer)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers[:-1]:
            x = self.activation(layer(x))
        return self.layers[-1](x)

    def hidden(self, x: Tensor) -> list[Tensor]:
        """The inputs of each activation, layer by layer: (n, width) each."""
        found = []
        for layer in self.layers[:-1]:
            z = layer(x)
            found.append(z)
            x = self.activation(z)
        return found


def batches(count: int, size: int, draws: torch.Generator) -> list[Tensor]:
    """The indices 0 … count − 1 in a drawn order, in batches of `size` (the last may be smaller)."""
    return list(torch.randperm(count, generator=draws).split(size))


def train_classifier(
    network: nn.Module,
    rows: tuple[Tensor, Tensor],
    *,
    steps: int,
    rate: float,
    batch: int,
    draws: tuple[int, ...],
    change: Callable[[Tensor, Tensor], Tensor] | None = None,
) -> None:
    """`steps` updates by Adam of the mean cross-entropy on batches of `rows` = (inputs, labels), in place.

    draws: the numbers of the generators that draw the order of the rows, see `generator`. change: given a batch's inputs and
    labels, returns the inputs that are trained on.
    """
    inputs, labels = rows
    optimiser = torch.optim.Adam(network.parameters(), lr=rate)
    order: list[Tensor] = []
    for step in range(steps):
        if not order:
            order = batches(len(labels), batch, generator(*draws, step))
        chosen = order.pop()
        x = change(inputs[chosen], labels[chosen]) if change else inputs[chosen]
        optimiser.zero_grad()
        F.cross_entropy(network(x), labels[chosen]).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
