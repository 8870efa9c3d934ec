"""Is a smooth target fitted better with a smooth activation, and a target with corners better with ReLU?

Two made targets of two inputs, one smooth (sines) and one with corners (tents of the same height and period), and one real:
the sea's temperature in the next month, from the twelve months before. Each activation takes the learning rate and the
number of updates that suit the rows held back for choosing; it is judged on other rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.studies.conditions import activation
from course_lib.studies.copies import Adam, forward, gradients, start
from course_lib.studies.data_sets import sea_temperatures
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.02 in the error: root mean squared error / standard deviation of the target.

    rows: of the made targets, half to train, a quarter to choose, a quarter to test, with noise of standard deviation
    `noise`; of the sea temperatures, `months` in a row. Two hidden layers of `width` units, Adam with each of `rates`,
    judged every `every` updates.
    """

    targets: tuple[str, ...] = ("sines", "tents", "sea temperatures")
    activations: tuple[str, ...] = ("relu", "softplus", "softplus β=10", "gelu")
    width: int = 32
    rows: int = 400
    months: int = 732
    noise: float = 0.1
    rates: tuple[float, ...] = (0.003, 0.01, 0.03)
    steps: int = 600
    every: int = 20
    smallest: float = 0.02


SMALL = Config(
    activations=("relu", "softplus"), width=4, rows=40, months=60, rates=(0.003, 0.01), steps=6, every=2
)
LONG = Config(steps=1000)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def tent(t: Tensor) -> Tensor:
    """A line up and a line down with the zeros and the period of sin(πt), between −1 and 1."""
    return 2.0 / math.pi * torch.asin(torch.sin(math.pi * t))


def made(target: str, config: Config, draws: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """(inputs, target with noise, target without): two inputs between −1 and 1; the sum of one wave along each."""
    x = torch.rand(config.rows, 2, generator=draws) * 2.0 - 1.0
    wave = tent if target == "tents" else (lambda t: torch.sin(math.pi * t))
    y = wave(x[:, 0]) + wave(x[:, 1])
    return x, y + config.noise * torch.randn(config.rows, generator=draws), y


def months(config: Config) -> tuple[Tensor, Tensor]:
    """(inputs, target): twelve months, oldest first, and the next one, in standard deviations from the mean."""
    all_months = sea_temperatures(config.months)
    all_months = (all_months - all_months.mean()) / all_months.std(correction=0)
    windows = all_months.unfold(0, 13, 1)
    return windows[:, :12], windows[:, 12]


def parts_of(target: str, config: Config, seed: int) -> list[tuple[Tensor, Tensor]]:
    """(inputs, target) to train, to choose, to test. The made targets are tested without noise; the sea
    temperatures are cut into blocks of time from a drawn month on, so that hardly any month is in two parts."""
    draws = generator(seed, 2)
    if target == "sea temperatures":
        x, y = months(config)
        clean = y
        order = torch.arange(len(y)).roll(int(torch.randint(len(y), (), generator=draws)))
    else:
        x, y, clean = made(target, config, generator(seed, 1))
        order = torch.randperm(len(y), generator=draws)
    train, choose, test = order.tensor_split([len(y) // 2, len(y) * 3 // 4])
    return [(x[train], y[train]), (x[choose], y[choose]), (x[test], clean[test])]


def fitted(target: str, name: str, config: Config, seed: int) -> tuple[float, float]:
    """(error on the test rows, rate), at the rate and the update with the smallest error on the rows for choosing."""
    train, choose, test = parts_of(target, config, seed)
    f, rates = activation(name), torch.tensor(config.rates)
    parts = start((train[0].shape[1], config.width, config.width, 1), len(rates), generator(seed, 3))
    adam = Adam(parts, rates)
    best, found = math.inf, (math.nan, math.nan)
    for step in range(1, config.steps + 1):
        adam.step(gradients(errors(parts, f, train), parts))
        if step % config.every == 0:
            with torch.no_grad():
                chosen = errors(parts, f, choose).nan_to_num(math.inf)
                if chosen.min() < best:
                    best, copy = float(chosen.min()), int(chosen.argmin())
                    error = errors(parts, f, test)[copy].sqrt() / test[1].std(correction=0)
                    found = (float(error), config.rates[copy])
    return found


def errors(parts: list[Tensor], f: object, rows: tuple[Tensor, Tensor]) -> Tensor:
    """The mean squared error of each copy on these rows, (copies,)."""
    return (forward(parts, rows[0], f)[1][..., 0] - rows[1]).square().mean(1)  # type: ignore[arg-type]


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "sines, relu"; metrics "error" and "rate"."""
    rows = Rows()
    for target in config.targets:
        for name in config.activations:
            error, rate = fitted(target, name, config, seed)
            rows.add(f"{target}, {name}", "error", error)
            rows.add(f"{target}, {name}", "rate", rate)
    return rows


run = study_run(one_seed, Config(), "step is 0")
