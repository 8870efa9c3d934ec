"""How much does a trained network lose with one unit, by width and depth? And what does softplus gain there over ReLU?

Networks of several widths and depths learn the digits. Then one hidden unit after the other is taken out (its output is set
to 0 for every image, as a dead ReLU unit's is), and the accuracy on the images held out is counted again.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.studies import copies
from course_lib.studies.conditions import activation
from course_lib.studies.data import digits, divided
from course_lib.studies.networks import batches, generator
from course_lib.studies.running import Rows, run_seeds

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.02 in the accuracy, ten of the 500 images held out.

    Adam with one rate for all. The units of all hidden layers are taken out one by one.
    """

    activations: tuple[str, ...] = ("relu", "softplus")
    widths: tuple[int, ...] = (4, 32)
    depths: tuple[int, ...] = (1, 4)
    steps: int = 300
    batch: int = 64
    held_out: int = 500
    rate: float = 0.01
    smallest: float = 0.02


LONG = Config(widths=(4, 8, 16, 32), depths=(1, 2, 8))
SMALL = Config(widths=(4,), depths=(1, 2), steps=4)  # for tests
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


@torch.no_grad()
def without_each(parts: list[Tensor], x: Tensor, labels: Tensor, name: str) -> Tensor:
    """The accuracy without unit u of layer l, in the order of layers and units: (layers · width,).

    Taking a unit out is setting the weights that leave it to 0: all networks without one unit stand side by side.
    """
    width, layers = parts[0].shape[2], len(parts) // 2 - 1
    many = [part.expand(layers * width, -1, -1).clone() for part in parts]
    for layer in range(layers):
        for unit in range(width):
            many[2 * layer + 2][layer * width + unit, unit] = 0.0
    outputs = copies.forward(many, x, activation(name))[1]
    return (outputs.argmax(2) == labels).double().mean(1)


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, width 4, 1 layers". Metrics after training: "accuracy" on the images held out; "lost": by how much it
    falls without one unit, mean over the units; "lost at worst": the same for the unit that counts most.
    """
    rows = Rows()
    images, labels = digits()
    train, test = divided(len(images), config.held_out, generator(seed, 1))
    for width in config.widths:
        for depth in config.depths:
            for name in config.activations:
                parts = copies.start((64, *[width] * depth, 10), 1, generator(seed, width, depth))
                adam, order = copies.Adam(parts, config.rate), generator(seed, 2)
                queue: list[Tensor] = []
                for _ in range(config.steps):
                    queue = queue or batches(len(train), config.batch, order)
                    chosen = train[queue.pop()]
                    outputs = copies.forward(parts, images[chosen], activation(name))[1][0]
                    adam.step(copies.gradients(F.cross_entropy(outputs, labels[chosen]), parts))
                with torch.no_grad():
                    outputs = copies.forward(parts, images[test], activation(name))[1][0]
                whole = (outputs.argmax(1) == labels[test]).double().mean()
                left = without_each(parts, images[test], labels[test], name)
                condition = f"{name}, width {width}, {depth} layers"
                rows.add(condition, "accuracy", whole, config.steps)
                rows.add(condition, "lost", whole - left.mean(), config.steps)
                rows.add(condition, "lost at worst", whole - left.min(), config.steps)
    return rows


def run(
    config: Config = Config(),
    seeds: Iterable[int] = range(5),
    executor: Executor | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """The frame (seed, condition, step, metric, value) of these seeds; step counts updates."""
    return run_seeds(one_seed, config, seeds, executor, progress)
