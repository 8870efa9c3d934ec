"""Units are killed on purpose. What does the network lose, and do they come back?

A network 10 → 32 → 32 → 1 learns the diabetes data, all patients in each step. Before training, units of one hidden layer
get a bias so low that they are negative for every patient: one unit, half of them, or all. "pushed": the bias is −20, in the
first layer. "barely": the bias is such that the unit's largest sum over the patients is −0.1; once in the first layer, once
in the second, whose inputs move while the first layer learns.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from course_lib.studies import copies
from course_lib.studies.conditions import activation
from course_lib.studies.data import diabetes
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, StudyError, run_seeds

if TYPE_CHECKING:
    import pandas as pd

KILLS = {  # name → (hidden layer, share of its units, largest sum; None: bias −20)
    "none": (0, 0.0, None),
    "one": (0, 1 / 32, None),
    "half": (0, 0.5, None),
    "all": (0, 1.0, None),
    "half barely": (0, 0.5, -0.1),
    "half barely, layer 2": (1, 0.5, -0.1),
}
PUSH = -20.0


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 0.05 in the loss, a twentieth of the target's variance; 0.1 in the share of units
    that come back.

    The copies of a seed (one for each kind of kill) have the same initial weights, whatever the activation.
    """

    activations: tuple[str, ...] = ("relu", "softplus")
    optimisers: tuple[str, ...] = ("SGD",)
    kills: tuple[str, ...] = tuple(KILLS)
    width: int = 32
    steps: int = 300
    rates: tuple[float, float] = (0.05, 0.01)  # SGD, Adam
    smallest: float = 0.05
    smallest_back: float = 0.1


LONG = Config(activations=("relu", "leaky_relu", "gelu", "softplus"), optimisers=("SGD", "Adam"))
SMALL = Config(kills=("none", "half", "half barely, layer 2"), steps=3)  # for tests
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def kill(parts: list[Tensor], config: Config, function: object) -> Tensor:
    """Lower the biases in place. Which units were killed: (copies, 2 layers, width)."""
    x, _ = diabetes()
    killed = torch.zeros(len(config.kills), 2, config.width, dtype=torch.bool)
    with torch.no_grad():
        sums = copies.forward(parts, x, function)[0]  # type: ignore[arg-type]
        for copy, name in enumerate(config.kills):
            layer, share, largest = KILLS[name]
            count = round(share * config.width)
            killed[copy, layer, :count] = True
            bias = parts[2 * layer + 1][copy, 0]
            new = PUSH if largest is None else largest - sums[layer][copy, :, :count].amax(0)
            bias[:count] = new
    return killed


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, SGD, half". Metrics after the last step: "loss" (mean squared error, target's variance 1) and, of
    the killed units, "back": the share whose sum is positive for at least one patient; "moved": the share whose own
    weights or bias differ in any bit from the start; "highest": the mean over them of the largest sum.
    """
    rows = Rows()
    x, y = diabetes()
    unknown = set(config.kills) - set(KILLS) | set(config.optimisers) - {"SGD", "Adam"}
    if unknown:
        raise StudyError(
            f"{sorted(unknown)} unknown; known kills are {list(KILLS)}, optimisers SGD and Adam."
        )
    for optimiser in config.optimisers:
        for name in config.activations:
            function = activation(name)
            parts = copies.start((10, config.width, config.width, 1), len(config.kills), generator(seed))
            killed = kill(parts, config, function)
            before = [part.detach().clone() for part in parts]
            adam = copies.Adam(parts, config.rates[1])
            for _ in range(config.steps):
                outputs = copies.forward(parts, x, function)[1]
                found = copies.gradients((outputs - y).square().mean((1, 2)), parts)
                if optimiser == "SGD":
                    copies.sgd(parts, found, config.rates[0])
                else:
                    adam.step(found)
            with torch.no_grad():
                sums, outputs = copies.forward(parts, x, function)
                losses = (outputs - y).square().mean((1, 2))
                highest = torch.stack([z.amax(1) for z in sums], 1)
                moved = torch.stack([_moved(parts, before, layer) for layer in (0, 1)], 1)
            for copy, kind in enumerate(config.kills):
                condition = f"{name}, {optimiser}, {kind}"
                rows.add(condition, "loss", losses[copy], config.steps)
                if kind != "none":
                    chosen = killed[copy]
                    rows.add(condition, "back", (highest[copy][chosen] > 0).double().mean(), config.steps)
                    rows.add(condition, "moved", moved[copy][chosen].double().mean(), config.steps)
                    rows.add(condition, "highest", highest[copy][chosen].mean(), config.steps)
    return rows


def _moved(parts: list[Tensor], before: list[Tensor], layer: int) -> Tensor:
    """Which units of the layer have any weight or bias that differs from the start: (copies, width)."""
    differs = [parts[part] != before[part] for part in (2 * layer, 2 * layer + 1)]
    return differs[0].any(1) | differs[1].any(1)


def run(
    config: Config = Config(),
    seeds: Iterable[int] = range(5),
    executor: Executor | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """The frame (seed, condition, step, metric, value) of these seeds; step counts updates."""
    return run_seeds(one_seed, config, seeds, executor, progress)
