"""A network gives a mean and a scale for each row. Does it matter whether exp or softplus makes the scale positive?

The loss is the negative log-likelihood of a normal distribution, ln s + (y − m)²/(2s²) + ½ ln 2π. It is known to be hard to
train: where s is large, the mean gets a small gradient (Seitzer et al., ICLR 2022). Training the mean alone first, a
*warm-up*, is said to help (Sluijterman et al., arXiv 2302.08875). Control: one scale for all rows. Data: the progress of
diabetes in 442 patients (scikit-learn ships them).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.activations import softplus
from course_lib.studies.copies import forward, start
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, StudyError, study_run

AT_ONE = math.log(
    math.expm1(1.0)
)  # softplus of it is 1, as exp(0) is: both scales start at the target's deviation
SCALES: dict[str, Callable[[Tensor], Tensor]] = {
    "exp": lambda raw: torch.exp(raw),
    "softplus": lambda raw: softplus(raw + AT_ONE),
}
CONDITIONS = ("one scale", "exp, joint", "exp, warm-up", "softplus, joint", "softplus, warm-up")


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.05 in the negative log-likelihood of a test row, a factor 1.05 in its density.

    widths: hidden tanh units, 0 for a linear model. rows: patients used; of them 4/7 to train on, 1/7 … 3/14 to choose the
    number of updates, 3/14 to test, drawn anew for each seed (so the seeds share rows: the interval describes the draw and
    the start, not other patients). warm: updates of the mean alone. every: updates between two looks at the chosen rows.
    """

    widths: tuple[int, ...] = (0, 32)
    rows: int = 442
    steps: int = 400
    warm: int = 100
    every: int = 10
    rate: float = 0.01
    smallest: float = 0.05


SMALL = Config(widths=(0, 3), rows=28, steps=20, warm=10)  # for tests
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def likelihood(mean: Tensor, scale: Tensor, target: Tensor) -> Tensor:
    """The negative log-likelihood of a normal distribution for each number, ln s + (y − m)²/(2s²) + ½ ln 2π."""
    return scale.log() + 0.5 * ((target - mean) / scale) ** 2 + 0.5 * math.log(2 * math.pi)


def mean_and_scale(parts: list[Tensor], inputs: Tensor) -> tuple[Tensor, Tensor]:
    """For every condition and row: both of shape (conditions, n)."""
    _, outputs = forward(parts, inputs, torch.tanh)
    mean, raw = outputs[..., 0], outputs[..., 1]
    scales = [
        SCALES[name.partition(",")[0]](raw[place]) if "," in name else torch.ones_like(raw[place])
        for place, name in enumerate(CONDITIONS)
    ]
    return mean, torch.stack(scales)


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "exp, joint"; step = hidden units. Metrics on the test rows, after the number of updates that had the lowest
    likelihood on the rows for choosing: "likelihood" (negative, mean of a row), "error" (root mean square of the mean), and
    "updates"."""
    rows = Rows()
    inputs, target = diabetes(config.rows)
    if config.warm >= config.steps:
        raise StudyError(
            f"warm={config.warm}: a warm-up has fewer updates than the training, {config.steps}."
        )
    for width in config.widths:
        order = torch.randperm(len(inputs), generator=generator(seed))
        train, choose, test = order.split(
            [
                len(order) * 4 // 7,
                len(order) - len(order) * 4 // 7 - len(order) * 3 // 14,
                len(order) * 3 // 14,
            ]
        )
        widths = (inputs.shape[1], width, 2) if width else (inputs.shape[1], 2)
        parts = start(widths, len(CONDITIONS), generator(seed, width))
        optimiser = torch.optim.Adam(parts, lr=config.rate)
        warming = torch.tensor(["warm-up" in name for name in CONDITIONS])
        best = torch.full((len(CONDITIONS),), math.inf)
        kept = torch.full((3, len(CONDITIONS)), math.nan)
        for step in range(1, config.steps + 1):
            mean, scale = mean_and_scale(parts, inputs[train])
            if step <= config.warm:
                scale = torch.where(warming[:, None], torch.ones_like(scale), scale)
            optimiser.zero_grad()
            likelihood(mean, scale, target[train]).mean(1).sum().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            if step % config.every == 0:
                with torch.no_grad():
                    now, found = looked(parts, inputs, target, choose, test)
                better = (now < best) & ~(warming & (step <= config.warm))
                best = torch.where(better, now, best)
                kept = torch.where(better, torch.stack([*found, torch.full_like(now, step)]), kept)
        for place, name in enumerate(CONDITIONS):
            for metric, value in zip(("likelihood", "error", "updates"), kept[:, place], strict=True):
                rows.add(name, metric, value, width)
    return rows


def looked(
    parts: list[Tensor], inputs: Tensor, target: Tensor, choose: Tensor, test: Tensor
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    """(likelihood on the rows for choosing, (likelihood, error) on the test rows), one number a condition.

    The condition with one scale takes the root mean square error on the rows for choosing.
    """
    mean, scale = mean_and_scale(parts, inputs)
    one = (mean[0, choose] - target[choose]).square().mean().sqrt()
    scale[0] = one
    losses = likelihood(mean, scale, target)
    errors = (mean[:, test] - target[test]).square().mean(1).sqrt()
    return losses[:, choose].mean(1), (losses[:, test].mean(1), errors)


run = study_run(one_seed, Config(), "step counts hidden units")
