"""Units pushed far to the left: does the network still learn, and do the units come back?

A bias of −20 in the first hidden layer makes a unit's input negative on all the data. A ReLU unit then gives 0 and gets no
gradient; a softplus unit gives about e⁻²⁰ and gets a gradient about as small. One unit, half of them or all of them are
pushed; the networks of one seed have the same weights otherwise, and the network with no unit pushed is the control.
Data: the diabetes set of scikit-learn (Efron et al. 2004), 442 patients, 10 standardised inputs, one standardised target.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run

PUSHED = ("none", "one", "half", "all")
OPTIMISERS: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "SGD": torch.optim.SGD,
    "Adam": torch.optim.Adam,
}


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.05 in the error, a share of the target's variance; the data's noise is about 0.45.

    push: the bias of a pushed unit. rates: learning rate of SGD and of Adam. report: steps between two reported errors.
    """

    activations: tuple[str, ...] = ("relu", "softplus")
    optimisers: tuple[str, ...] = ("SGD", "Adam")
    width: int = 32
    push: float = -20.0
    steps: int = 500
    report: int = 100
    rates: tuple[tuple[str, float], ...] = (("SGD", 0.02), ("Adam", 0.005))
    rows: int = 442
    smallest: float = 0.05


SMALL = Config(width=4, steps=4, report=2, rows=20)  # for tests
LONG = Config(activations=("relu", "leaky_relu", "gelu", "softplus"))
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def start(config: Config, seed: int) -> list[Tensor]:
    """Weights N(0, 2/inputs) of shape (4, inputs, outputs) and biases (4, 1, outputs) in turns, one copy for each PUSHED."""
    draws = generator(seed)
    parts = []
    for before, after in itertools.pairwise((10, config.width, config.width, 1)):
        weights = torch.randn(before, after, generator=draws) * math.sqrt(2.0 / before)
        parts += [weights.repeat(len(PUSHED), 1, 1), torch.zeros(len(PUSHED), 1, after)]
    for copy, count in enumerate(numbers_pushed(config)):
        parts[1][copy, 0, :count] = config.push
    return [part.requires_grad_() for part in parts]


def numbers_pushed(config: Config) -> tuple[int, ...]:
    """How many units each of PUSHED pushes."""
    return (0, 1, config.width // 2, config.width)


def output(parts: list[Tensor], x: Tensor, function: Callable[[Tensor], Tensor]) -> tuple[Tensor, Tensor]:
    """(prediction, inputs of the first hidden layer's units), shapes (4, n) and (4, n, width)."""
    z = torch.baddbmm(parts[1], x.expand(len(PUSHED), -1, -1), parts[0])
    h = function(torch.baddbmm(parts[3], function(z), parts[2]))
    return torch.baddbmm(parts[5], h, parts[4])[..., 0], z


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, SGD, half pushed"; metric "error" at each reported step (mean squared error / variance), and after
    the last step "left": the share of the pushed units whose input is still negative on every row.

    The four networks stand side by side in one tensor. SGD and Adam treat each number by itself, so they do not mix.
    """
    rows = Rows()
    x, y = diabetes(config.rows)
    rates = dict(config.rates)
    for name in config.activations:
        function = activation(name)
        for optimiser_name in config.optimisers:
            parts = start(config, seed)
            optimiser = OPTIMISERS[optimiser_name](parts, lr=rates[optimiser_name])
            names = [f"{name}, {optimiser_name}, {pushed} pushed" for pushed in PUSHED]
            for step in range(config.steps + 1):
                optimiser.zero_grad()
                prediction, z = output(parts, x, function)
                errors = (prediction - y).square().mean(1)
                if step % config.report == 0:
                    for condition, error in zip(names, errors.tolist(), strict=True):
                        rows.add(condition, "error", error, step)
                if step < config.steps:
                    errors.sum().backward()  # type: ignore[no-untyped-call]
                    optimiser.step()
            left = (z < 0).all(1)
            for copy, count in enumerate(numbers_pushed(config)):
                if count:
                    rows.add(names[copy], "left", left[copy, :count].double().mean(), config.steps)
    return rows


run = study_run(one_seed, Config(), "step counts updates")
