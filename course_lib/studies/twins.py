"""Two networks with the same start that saw the training images in another order: how often do they disagree?

Both are trained on the same digits; only the order of the images differs. Shamir, Lin, Coviello 2020 (arXiv 2010.09931)
report that smooth activations disagree less than ReLU at equal accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.studies.conditions import activation
from course_lib.studies.copies import Adam, forward, gradients, start
from course_lib.studies.data_sets import digits
from course_lib.studies.networks import batches, generator
from course_lib.studies.running import Rows, study_run


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 0.01 in the share of test images with two labels, and 0.01 in the accuracy.

    Adam with `rate`, passes over the images in batches of `batch`, judged after each of `epochs` passes; two hidden layers
    of `width` units. `starts` pairs of twins are trained for each seed, each from a start of its own; their means are kept.
    """

    activations: tuple[str, ...] = ("relu", "softplus", "softplus β=10", "gelu")
    width: int = 64
    rows: int = 1797
    batch: int = 64
    epochs: tuple[int, ...] = (10, 20, 40)
    rate: float = 0.01
    starts: int = 1
    smallest: float = 0.01


SMALL = Config(activations=("relu", "softplus"), width=4, rows=60, batch=16, epochs=(1, 2))  # for tests
LONG = Config(starts=4)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def labels_by_epoch(name: str, config: Config, seed: int) -> dict[int, Tensor]:
    """Epoch → the labels that 2·starts networks give to the test images, (2·starts, n); networks 2k and 2k + 1 are twins.

    −1 where an output is not finite.
    """
    data = digits(config.rows)
    f, count = activation(name), 2 * config.starts
    widths = (64, config.width, config.width, 10)
    pairs = [start(widths, 2, generator(seed, pair)) for pair in range(config.starts)]
    parts = [
        torch.cat([layer.detach() for layer in same]).requires_grad_() for same in zip(*pairs, strict=True)
    ]
    adam = Adam(parts, torch.full((count,), config.rate))
    found = {}
    for epoch in range(max(config.epochs)):
        orders = [
            batches(len(data.inputs), config.batch, generator(seed, network, epoch, 1))
            for network in range(count)
        ]
        for rows in zip(*orders, strict=True):
            chosen = torch.stack(rows)
            outputs = forward(parts, data.inputs[chosen], f)[1]
            losses = F.cross_entropy(outputs.transpose(1, 2), data.labels[chosen], reduction="none").mean(1)
            adam.step(gradients(losses, parts))
        if epoch + 1 in config.epochs:
            with torch.no_grad():
                outputs = forward(parts, data.test_inputs, f)[1]
            finite = outputs.isfinite().all()
            found[epoch + 1] = outputs.argmax(2) if finite else torch.full(outputs.shape[:2], -1)
    return found


def one_seed(config: Config, seed: int) -> Rows:
    """Condition is the activation, step the epoch; metrics "disagree"
    (share of the test images) and "accuracy" (mean of the twins)."""
    rows, labels = Rows(), digits(config.rows).test_labels
    for name in config.activations:
        for epoch, given in labels_by_epoch(name, config, seed).items():
            diverged = bool((given < 0).any())
            apart = (given[0::2] != given[1::2]).double().mean()
            rows.add(name, "disagree", float("nan") if diverged else apart, epoch)
            rows.add(name, "accuracy", float("nan") if diverged else (given == labels).double().mean(), epoch)
    return rows


run = study_run(one_seed, Config(), "step is the epoch")
