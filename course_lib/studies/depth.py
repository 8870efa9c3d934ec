"""How deep can a network be so that it still learns? ReLU, and softplus with each way to keep signals alive.

Networks 64 → 32 → … → 32 → 10 with 1 to 32 hidden layers learn the digits with Adam. No gain keeps both the size of the
signals and the size of the gradients with softplus (the study `propagation`); so there are several ways, each with a loss:
the forward size kept, the backward size kept, the mean subtracted, the sums normalised over the units of a layer (Ba, Kiros,
Hinton 2016) or over the images of a batch (Ioffe and Szegedy 2015; both without weights of their own), or a large β. Each
network is trained with each of three rates; the best by training loss counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from course_lib.studies.running import Rows, StudyError, run_seeds

if TYPE_CHECKING:
    import pandas as pd

WAYS = {  # name → (activation, gain = variance of the weights · inputs, over what the sums are over)
    "relu": ("relu", 2.0, None),
    "softplus": ("softplus", 2.0, None),
    "forward kept": ("softplus", 1.0855, None),
    "backward kept": ("softplus", 3.4086, None),
    "centred": ("centred softplus", 3.683, None),
    "layer norm": ("softplus", 2.0, "units"),
    "batch norm": ("softplus", 2.0, "images"),
    "β = 10": ("softplus β=10", 2.0, None),
}


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.02 in the accuracy, ten of the 500 images held out; 10 % in the gradient noise.

    "slow" is decided after `early` of the `steps` updates.
    """

    ways: tuple[str, ...] = ("relu", "softplus")
    depths: tuple[int, ...] = (1, 4)
    rates: tuple[float, ...] = (0.001, 0.003, 0.01)
    width: int = 32
    steps: int = 100
    early: int = 30
    batch: int = 64
    held_out: int = 500
    smallest: float = 0.02
    smallest_noise: float = 0.1


LONG = Config(ways=tuple(WAYS), depths=(1, 4, 16, 32))
SMALL = Config(ways=("relu", "batch norm"), depths=(1, 2), rates=(0.001, 0.01), width=8, steps=4, early=2)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))
NOISE_BATCHES = 8


def over_units(z: Tensor) -> Tensor:
    """Each image's sums of a layer to mean 0 and variance 1 (layer normalisation without weights of its own)."""
    return F.layer_norm(z, z.shape[-1:])


def over_images(z: Tensor) -> Tensor:
    """Each unit's sums over the images given to mean 0 and variance 1 (batch normalisation without weights of its own)."""
    mean, variance = z.mean(1, keepdim=True), z.var(1, correction=0, keepdim=True)
    return (z - mean) * torch.rsqrt(variance + 1e-5)


NORMS = {None: None, "units": over_units, "images": over_images}


def losses(
    parts: list[Tensor], x: Tensor, labels: Tensor, function: Callable[[Tensor], Tensor], over: str | None
) -> tuple[Tensor, Tensor]:
    """Cross-entropy of each copy (copies,) and the share of right answers (copies,)."""
    outputs = copies.forward(parts, x, function, NORMS[over])[1]
    wanted = labels.expand(len(outputs), -1)
    each = F.cross_entropy(outputs.transpose(1, 2), wanted, reduction="none").mean(1)
    return each, (outputs.argmax(2) == wanted).double().mean(1)


def noise(
    parts: list[Tensor],
    x: Tensor,
    labels: Tensor,
    size: int,
    function: Callable[[Tensor], Tensor],
    over: str | None,
) -> Tensor:
    """How much the gradients of batches differ, as a share: mean |g_b − ḡ|² / |ḡ|² over eight batches, (copies,).

    g_b is the gradient of one batch in all parts, ḡ the mean of the eight.
    """
    found = []
    for number in range(NOISE_BATCHES):
        chosen = slice(number * size, (number + 1) * size)
        each = copies.gradients(losses(parts, x[chosen], labels[chosen], function, over)[0], parts)
        found.append(torch.cat([part.flatten(1) for part in each], 1).double())
    stacked = torch.stack(found)
    mean = stacked.mean(0)
    return (stacked - mean).square().sum(2).mean(0) / mean.square().sum(1)


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, 8 layers". Metrics at the steps `early` and `steps`: "loss" on the training images and "accuracy" on
    those held out, of the rate whose loss is the lowest at that step; "rate", that rate; at the steps 0 and `early` the
    "noise" of its gradients. Batch norm uses the images given, in training and in testing.
    """
    rows = Rows()
    unknown = set(config.ways) - set(WAYS)
    if unknown:
        raise StudyError(f"the ways {sorted(unknown)} are unknown; known are {', '.join(WAYS)}.")
    images, labels = digits()
    train, test = divided(len(images), config.held_out, generator(seed, 1))
    x, wanted = images[train], labels[train]
    for depth in config.depths:
        for way in config.ways:
            name, gain, over = WAYS[way]
            function = activation(name)
            widths = (64, *[config.width] * depth, 10)
            parts = copies.start(widths, len(config.rates), generator(seed, 2, depth), gain)
            adam = copies.Adam(parts, torch.tensor(config.rates))
            condition = f"{way}, {depth} layers"
            rows.add(condition, "noise", noise(parts, x, wanted, config.batch, function, over)[0], 0)
            order = generator(seed, 3)
            queue: list[Tensor] = []
            for step in range(1, config.steps + 1):
                queue = queue or batches(len(train), config.batch, order)
                chosen = queue.pop()
                each = losses(parts, x[chosen], wanted[chosen], function, over)[0]
                adam.step(copies.gradients(each, parts))
                if step in (config.early, config.steps):
                    with torch.no_grad():
                        on_train = losses(parts, x, wanted, function, over)[0]
                        right = losses(parts, images[test], labels[test], function, over)[1]
                    best = int(on_train.nan_to_num(torch.inf, torch.inf, torch.inf).argmin())
                    rows.add(condition, "loss", on_train[best], step)
                    rows.add(condition, "accuracy", right[best], step)
                    rows.add(condition, "rate", config.rates[best], step)
                if step == config.early:
                    found = noise(parts, x, wanted, config.batch, function, over)
                    rows.add(condition, "noise", found[best], step)
    return rows


def run(
    config: Config = Config(),
    seeds: Iterable[int] = range(5),
    executor: Executor | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """The frame (seed, condition, step, metric, value) of these seeds; step counts updates."""
    return run_seeds(one_seed, config, seeds, executor, progress)
