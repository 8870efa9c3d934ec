"""A density must not be negative. What does a ReLU at the *output* cost, and a softplus there?

A network learns a density on a line, as radiance fields learn one in space. Its last activation makes the output positive.
If every output of the new network is 0, the gradient of a last ReLU is 0 everywhere, and no optimiser moves it. Users of
radiance fields report such runs (kwea123/nerf_pl, issues 51 and 75: softplus at the output made the training stable);
mip-NeRF (Barron et al. 2021) uses softplus(x − 1).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.activations import softplus
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run

OUTPUTS: dict[str, Callable[[Tensor], Tensor]] = {
    "relu": torch.relu,
    "softplus": softplus,
    "softplus(x − 1)": lambda x: softplus(x - 1.0),
}


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.1 in the share of runs that train; who starts ten times meets one such run.

    layers: hidden ReLU layers, one network of each depth. runs: networks a seed, with the same weights for every output.
    points: inputs in [−1, 1]. features: pairs of sine and cosine. A run counts as trained when its mean squared error is
    below `good` times the target's mean square.
    """

    layers: tuple[int, ...] = (2, 6)
    runs: int = 20
    points: int = 48
    features: int = 4
    width: int = 32
    steps: int = 150
    rate: float = 0.005
    good: float = 0.05
    smallest: float = 0.1


SMALL = Config(runs=2, points=8, width=8, steps=3)  # for tests
LONG = Config(runs=40, steps=400)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def inputs(config: Config) -> tuple[Tensor, Tensor]:
    """(x, features): points evenly in [−1, 1], shape (n,), and sin and cos of πx, 2πx, 4πx …, shape (n, 2·features)."""
    x = torch.linspace(-1.0, 1.0, config.points)
    angles = x[:, None] * math.pi * 2.0 ** torch.arange(config.features)
    return x, torch.cat([angles.sin(), angles.cos()], dim=1)


def density(x: Tensor) -> Tensor:
    """The target: two clouds, 5·exp(−((x + 0.5)/0.1)²) + 2·exp(−((x − 0.4)/0.25)²), and almost nothing between them."""
    return 5.0 * torch.exp(-(((x + 0.5) / 0.1) ** 2)) + 2.0 * torch.exp(-(((x - 0.4) / 0.25) ** 2))


def start(config: Config, layers: int, draws: torch.Generator) -> list[Tensor]:
    """Weights N(0, 2/inputs) of shape (runs, inputs, outputs) and biases 0 of shape (runs, 1, outputs), in turns."""
    widths = [2 * config.features, *[config.width] * layers, 1]
    parts = []
    for before, after in itertools.pairwise(widths):
        weights = torch.randn(config.runs, before, after, generator=draws) * math.sqrt(2.0 / before)
        parts += [weights.requires_grad_(), torch.zeros(config.runs, 1, after, requires_grad=True)]
    return parts


def before_output(parts: list[Tensor], features: Tensor) -> Tensor:
    """What comes into the last activation, for every run and point: shape (runs, points)."""
    h = features.expand(len(parts[0]), -1, -1)
    for weights, biases in zip(parts[:-2:2], parts[1:-2:2], strict=True):
        h = torch.relu(torch.baddbmm(biases, h, weights))
    return torch.baddbmm(parts[-1], h, parts[-2])[..., 0]


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, 2 layers"; metrics after the last update: "dead at the start" and "trained" (shares of the runs),
    "error" (median over the runs of mean squared error / mean square of the target).

    The runs of a seed stand side by side in one tensor. Adam treats each number by itself, so they do not mix.
    """
    rows = Rows()
    x, features = inputs(config)
    target = density(x)
    for layers in config.layers:
        for name, output in OUTPUTS.items():
            parts = start(config, layers, generator(seed, layers))
            optimiser = torch.optim.Adam(parts, lr=config.rate)
            with torch.no_grad():
                dead = (output(before_output(parts, features)) == 0).all(1).double().mean()
            for _ in range(config.steps):
                optimiser.zero_grad()
                errors = (output(before_output(parts, features)) - target).square().mean(1)
                errors.sum().backward()  # type: ignore[no-untyped-call]
                optimiser.step()
            with torch.no_grad():
                left = (output(before_output(parts, features)) - target).square().mean(
                    1
                ) / target.square().mean()
            condition = f"{name}, {layers} layers"
            rows.add(condition, "dead at the start", dead, config.steps)
            rows.add(condition, "trained", (left < config.good).double().mean(), config.steps)
            rows.add(condition, "error", left.median(), config.steps)
    return rows


run = study_run(one_seed, Config(), "step counts updates")
