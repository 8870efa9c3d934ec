"""Does the corner interrupt the gradient? How often is the input of a ReLU exactly 0, and what does its slope there change?

ReLU has no derivative at 0; programs give 0 there, and ½ or 1 would be as good. Networks on scikit-learn's digits are
trained with each of the three, from the same weights with the same batches. If no input of a ReLU is exactly 0, the three
trainings are the same to the last bit. A convolution over blank parts of an image gives its bias, which starts at 0.
Question: Bertoin, Bolte, Gerchinovitz, Pauwels, NeurIPS 2021 (2106.12915).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from course_lib.studies.data_sets import digits
from course_lib.studies.networks import Network, batches, generator
from course_lib.studies.running import Rows, study_run

SLOPES = (0.0, 0.5, 1.0)


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.01 in the accuracy on the test images, about what another seed changes.

    Plain SGD, batches of `batch` images, initial weights N(0, 2/inputs), biases 0. networks: "dense" has two hidden layers
    of `width`, the convolutions one with `width`/4 channels of 3 × 3. About half of all pixels are exactly 0.
    """

    dtypes: tuple[str, ...] = ("float32", "bfloat16")
    networks: tuple[str, ...] = ("dense", "convolution", "convolution without bias")
    width: int = 32
    rows: int = 1797
    batch: int = 32
    epochs: int = 5
    rate: float = 0.1
    smallest: float = 0.01


SMALL = Config(width=4, rows=40, batch=8, epochs=1)  # for tests
LONG = Config(epochs=8)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


class _ReLU(torch.autograd.Function):
    """max(0, x) whose slope at exactly 0 is given. It is 0 in torch.relu."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, at_zero: float) -> Tensor:
        ctx.save_for_backward(x)
        ctx.at_zero = at_zero
        return x.clamp_min(0)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None]:
        (x,) = ctx.saved_tensors
        return grads[0] * torch.where(x == 0, ctx.at_zero, (x > 0).to(x.dtype)), None


class Counter:
    """ReLU with the slope `at_zero` at 0. It counts its inputs and those that are exactly 0."""

    def __init__(self, at_zero: float) -> None:
        self.at_zero = at_zero
        self.batches: list[tuple[int, int]] = []
        """(zeros, inputs) of each call."""

    def __call__(self, x: Tensor) -> Tensor:
        self.batches.append((int((x == 0).sum()), x.numel()))
        found: Tensor = _ReLU.apply(x, self.at_zero)  # type: ignore[no-untyped-call]
        return found


class Convolution(nn.Module):
    """One 3 × 3 convolution of an 8 × 8 image without padding, the activation, and a layer to 10 classes: (n, 64) → (n, 10).

    Weights are N(0, 2/inputs) from `draws`; biases are 0, or absent in the convolution.
    """

    def __init__(
        self, channels: int, function: Callable[[Tensor], Tensor], draws: torch.Generator, bias: bool
    ) -> None:
        super().__init__()
        self.function = function
        self.weights = nn.Parameter(torch.randn(9, channels, generator=draws) * math.sqrt(2 / 9))
        self.bias = nn.Parameter(torch.zeros(channels)) if bias else None
        self.last = Network((36 * channels, 10), function, draws)

    def forward(self, x: Tensor) -> Tensor:
        patches = F.unfold(x.reshape(-1, 1, 8, 8), 3).mT  # (n, 36 places, 9 pixels)
        z = patches @ self.weights
        found: Tensor = self.last(self.function(z if self.bias is None else z + self.bias).flatten(1))
        return found


def made(
    name: str, config: Config, function: Callable[[Tensor], Tensor], draws: torch.Generator
) -> nn.Module:
    """The network of that name with its initial weights."""
    if name == "dense":
        return Network((64, config.width, config.width, 10), function, draws)
    return Convolution(config.width // 4, function, draws, bias=name == "convolution")


def train(
    config: Config, seed: int, name: str, dtype: torch.dtype, function: Callable[[Tensor], Tensor]
) -> nn.Module:
    """A network trained by SGD in that float type, weights, batches and gradients included."""
    data = digits(config.rows)
    network = made(name, config, function, generator(seed, 0)).to(dtype)
    optimiser = torch.optim.SGD(network.parameters(), lr=config.rate)
    inputs = data.inputs.to(dtype)
    for epoch in range(config.epochs):
        for chosen in batches(len(inputs), config.batch, generator(seed, 1, epoch)):
            optimiser.zero_grad()
            F.cross_entropy(network(inputs[chosen]), data.labels[chosen]).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return network


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "dense, float32, slope 0 at 0"; metrics after the last update: "zeros in the first batch" and "zeros later"
    (shares of the ReLU's inputs that are exactly 0), "accuracy" (on the test images), "changed" (share of the weights that
    differ from those trained with the slope 0)."""
    rows = Rows()
    data = digits(config.rows)
    for name, dtype in itertools.product(config.networks, config.dtypes):
        usual: Tensor | None = None
        for at_zero in SLOPES:
            counter = Counter(at_zero)
            network = train(config, seed, name, getattr(torch, dtype), counter)
            counts = counter.batches
            layers = 2 if name == "dense" else 1
            steps = len(counts) // layers
            weights = torch.cat([parameter.detach().flatten() for parameter in network.parameters()])
            usual = weights if usual is None else usual
            condition = f"{name}, {dtype}, slope {at_zero:g} at 0"
            rows.add(condition, "zeros in the first batch", _share(counts[:layers]), steps)
            rows.add(condition, "zeros later", _share(counts[layers:]), steps)
            rows.add(condition, "changed", (weights != usual).double().mean(), steps)
            with torch.no_grad():
                guessed = network(data.test_inputs.to(weights.dtype)).argmax(1)
            rows.add(condition, "accuracy", (guessed == data.test_labels).double().mean(), steps)
    return rows


def _share(counts: list[tuple[int, int]]) -> float:
    zeros, seen = map(sum, zip(*counts, strict=True))
    return zeros / seen


run = study_run(one_seed, Config(), "step counts updates")
