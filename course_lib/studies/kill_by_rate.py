"""Which learning rate leaves units behind that no training example reaches?

A network 10 → 32 → 32 → 1 learns the diabetes data by plain SGD, all patients in each step, with rates that grow. Afterwards
a unit is "silent" if its sum is negative for every patient. A silent ReLU unit of the first layer is dead; a silent unit of
another activation has some slope left. "no slope" counts by the slope itself, the same for every activation: the largest
slope over the patients is below 0.001 in absolute value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from course_lib.studies import copies
from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, run_seeds

if TYPE_CHECKING:
    import pandas as pd

LITTLE_SLOPE = 1e-3


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.1 in the share of units, three of the 32 in a layer."""

    activations: tuple[str, ...] = ("relu", "softplus")
    rates: tuple[float, ...] = (0.03, 0.1, 0.2)
    width: int = 32
    steps: int = 300
    smallest: float = 0.1


LONG = Config(activations=("relu", "leaky_relu", "gelu", "softplus"), rates=(0.03, 0.05, 0.1, 0.2, 0.3))
SMALL = Config(rates=(0.1, 1.0), steps=5)  # for tests
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def slopes(function: Callable[[Tensor], Tensor], z: Tensor) -> Tensor:
    """The slope of the activation at each sum."""
    z = z.detach().requires_grad_()
    return torch.autograd.grad(function(z).sum(), z)[0]


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, rate 0.1". Metrics after the last step, over the units of both hidden layers: "silent" and "no slope"
    (shares), and "loss" (mean squared error; the target's variance is 1). Diverged networks give NaN in all three.
    """
    rows = Rows()
    x, y = diabetes()
    y = y[:, None]
    for name in config.activations:
        function = activation(name)
        parts = copies.start((10, config.width, config.width, 1), len(config.rates), generator(seed))
        rates = torch.tensor(config.rates)
        for _ in range(config.steps):
            outputs = copies.forward(parts, x, function)[1]
            copies.sgd(parts, copies.gradients((outputs - y).square().mean((1, 2)), parts), rates)
        with torch.no_grad():
            sums, outputs = copies.forward(parts, x, function)
            losses = (outputs - y).square().mean((1, 2))
        largest = torch.cat([z.amax(1) for z in sums], 1)
        steepest = torch.cat([slopes(function, z).abs().amax(1) for z in sums], 1)
        for copy, rate in enumerate(config.rates):
            condition, finite = f"{name}, rate {rate:g}", bool(torch.isfinite(losses[copy]))
            lost = float("nan")
            silent = (largest[copy] < 0).double().mean() if finite else lost
            no_slope = (steepest[copy] < LITTLE_SLOPE).double().mean() if finite else lost
            rows.add(condition, "silent", silent, config.steps)
            rows.add(condition, "no slope", no_slope, config.steps)
            rows.add(condition, "loss", losses[copy], config.steps)
    return rows


def run(
    config: Config = Config(),
    seeds: Iterable[int] = range(5),
    executor: Executor | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """The frame (seed, condition, step, metric, value) of these seeds; step counts updates."""
    return run_seeds(one_seed, config, seeds, executor, progress)
