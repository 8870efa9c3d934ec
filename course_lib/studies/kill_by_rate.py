"""Which learning rate leaves units behind that no training example reaches?

A network 10 → 32 → 32 → 1 learns the diabetes data by plain SGD, all patients in each step, with rates that grow. Afterwards
a unit is "silent" if its sum is negative for every patient. A silent ReLU unit of the first layer is dead; a silent unit of
another activation has some slope left. "no slope" counts by the slope itself, the same for every activation: the largest
slope over the patients is below 0.001 in absolute value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from course_lib.studies import copies
from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, one_thread, study_run

if TYPE_CHECKING:
    import pandas as pd

LITTLE_SLOPE = 1e-3


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.1 in the share of units, three of the 32 in a layer.

    early: the update after which units without slope are looked for a first time.
    """

    activations: tuple[str, ...] = ("relu", "softplus")
    rates: tuple[float, ...] = (0.03, 0.1, 0.2)
    width: int = 32
    steps: int = 300
    early: int = 10
    smallest: float = 0.1


LONG = Config(activations=("relu", "leaky_relu", "gelu", "softplus"), rates=(0.03, 0.05, 0.1, 0.2, 0.3))
SMALL = Config(rates=(0.1, 1.0), steps=5, early=2)  # for tests
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def slopes(function: Callable[[Tensor], Tensor], z: Tensor) -> Tensor:
    """The slope of the activation at each sum."""
    z = z.detach().requires_grad_()
    return torch.autograd.grad(function(z).sum(), z)[0]


def training(config: Config, name: str, rates: Tensor, seed: int) -> Iterator[list[Tensor]]:
    """The copies of one network, one for each rate, before the first update and after each. They change in place."""
    x, y = diabetes()
    parts = copies.start((10, config.width, config.width, 1), len(rates), generator(seed))
    yield parts
    for _ in range(config.steps):
        outputs = copies.forward(parts, x, activation(name))[1]
        copies.sgd(parts, copies.gradients((outputs - y[:, None]).square().mean((1, 2)), parts), rates)
        yield parts


def steepest(name: str, parts: list[Tensor]) -> Tensor:
    """The largest |slope| of each hidden unit over the patients, both layers one after the other: (copies, units)."""
    function = activation(name)
    with torch.no_grad():
        sums = copies.forward(parts, diabetes()[0], function)[0]
    return torch.cat([slopes(function, z).abs().amax(1) for z in sums], 1)


def traced(
    config: Config = Config(), name: str = "relu", rate: float = 0.2, seed: int = 0, every: int = 5
) -> pd.DataFrame:
    """One training, every so many updates: unit, step, slope (the largest |slope| over the patients).

    The first `width` units are those of the first layer. For `figures.draw_unit_raster`. Stops where a weight is no
    longer finite.
    """
    import pandas as pd

    found = []
    with one_thread():
        for step, parts in enumerate(training(config, name, torch.tensor([rate]), seed)):
            if step % every == 0:
                if not all(torch.isfinite(part).all() for part in parts):
                    break
                slope = steepest(name, parts)[0]
                found.append(pd.DataFrame({"unit": range(len(slope)), "step": step, "slope": slope.tolist()}))
    return pd.concat(found, ignore_index=True)


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, rate 0.1". Metrics after the last step, over the units of both hidden layers: "silent" and "no slope"
    (shares), "no slope since early" (share of the units that have none then and had none after the update `early`), and
    "loss" (mean squared error; the target's variance is 1). Diverged networks give NaN in all of them.
    """
    rows = Rows()
    x, y = diabetes()
    for name in config.activations:
        for step, parts in enumerate(training(config, name, torch.tensor(config.rates), seed)):
            if step == config.early:
                early = steepest(name, parts) < LITTLE_SLOPE
        with torch.no_grad():
            sums, outputs = copies.forward(parts, x, activation(name))
            losses = (outputs - y[:, None]).square().mean((1, 2))
        largest = torch.cat([z.amax(1) for z in sums], 1)
        late = steepest(name, parts) < LITTLE_SLOPE
        for copy, rate in enumerate(config.rates):
            condition, finite = f"{name}, rate {rate:g}", bool(torch.isfinite(losses[copy]))
            lost = float("nan")
            silent = (largest[copy] < 0).double().mean() if finite else lost
            no_slope = late[copy].double().mean() if finite else lost
            since = (early & late)[copy].double().mean() if finite else lost
            rows.add(condition, "silent", silent, config.steps)
            rows.add(condition, "no slope", no_slope, config.steps)
            rows.add(condition, "no slope since early", since, config.steps)
            rows.add(condition, "loss", losses[copy], config.steps)
    return rows


run = study_run(one_seed, Config(), "step counts updates")
