"""A normal distribution is fitted to a posterior. Does it matter which function makes its scale positive?

The model is conjugate, so the exact posterior is known: y_i ~ N(θ, 1) and θ ~ N(0, 1) give θ | y ~ N(Σy/(n + 1), 1/(n + 1)).
The evidence lower bound of q = N(m, s²) is maximised by the reparametrised gradient with one draw of noise a step
(Kingma, Welling 2014). The raw number r gives s = exp(r), softplus(r) or r²; each starts at s = 1, and once also at the
scale that the posterior has. Data: the target of the diabetes set, standardised.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.activations import inverse, softplus
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run

SCALES: dict[str, tuple[Callable[[Tensor], Tensor], Callable[[Tensor], Tensor]]] = {
    "exp": (torch.exp, torch.log),
    "softplus": (softplus, inverse),
    "square": (torch.square, torch.sqrt),
}
"""name → (from the raw number to the scale, and back)."""


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.01 nats in the divergence KL(q ‖ posterior), or 100 updates.

    rows: how many of the patients the posterior has seen. The loss is the negative evidence bound divided by the rows, with
    the learning rates of `rates`. The divergence is a mean over the last `last` updates. A run has arrived when the mean
    of s over ten updates is within the share `close` of the exact scale.
    """

    rows: tuple[int, ...] = (10, 442)
    optimisers: tuple[str, ...] = ("SGD", "Adam")
    rates: tuple[float, ...] = (0.1, 0.01)
    starts: tuple[str, ...] = ("start 1", "start exact")
    steps: int = 3000
    last: int = 200
    close: float = 0.2
    smallest: float = 0.01
    smallest_updates: float = 100.0


SMALL = Config(rows=(10,), steps=30, last=10)  # for tests
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def exact(target: Tensor) -> tuple[float, float]:
    """(mean, scale) of the posterior of θ for the rows y (n,)."""
    return float(target.sum() / (len(target) + 1)), 1.0 / math.sqrt(len(target) + 1)


def divergence(mean: Tensor, scale: Tensor, target: Tensor) -> Tensor:
    """KL(N(mean, scale²) ‖ posterior) in nats, elementwise: ln(s*/s) + (s² + (m − m*)²)/(2 s*²) − ½."""
    true_mean, true_scale = exact(target)
    return (
        math.log(true_scale) - scale.log() + (scale**2 + (mean - true_mean) ** 2) / (2 * true_scale**2) - 0.5
    )


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "softplus, SGD, start 1"; step = rows; metrics "KL" (nats, at the end), "scale / exact" (median of the last
    updates), "updates" until it has arrived (one more than there were, if it has not)."""
    rows = Rows()
    for count in config.rows:
        everything = diabetes()[1].double()
        target = everything[torch.randperm(len(everything), generator=generator(seed, count))[:count]]
        true_scale = exact(target)[1]
        for optimiser, rate in zip(config.optimisers, config.rates, strict=True):
            names = [(name, how) for name in SCALES for how in config.starts]
            first = torch.tensor(
                [1.0 if how == "start 1" else true_scale for _, how in names], dtype=torch.float64
            )
            kl, ratio = trained(config, [name for name, _ in names], first, target, optimiser, rate, seed)
            for place, (name, how) in enumerate(names):
                condition = f"{name}, {optimiser}, {how}"
                rows.add(condition, "KL", kl[-config.last :, place].mean(), count)
                rows.add(condition, "scale / exact", ratio[-config.last :, place].median(), count)
                rows.add(condition, "updates", arrival(config, ratio[:, place]), count)
    return rows


def arrival(config: Config, ratio: Tensor) -> int:
    """The first update of the first ten in a row whose mean scale / exact is close to 1; steps + 1 where there are none."""
    tens = ratio.unfold(0, 10, 10).mean(1)
    near = torch.nonzero((tens - 1).abs() <= config.close)
    return 10 * int(near[0]) if len(near) else config.steps + 1


def trained(
    config: Config, names: list[str], first: Tensor, target: Tensor, optimiser: str, rate: float, seed: int
) -> tuple[Tensor, Tensor]:
    """(KL, scale / exact scale) before each update, (steps, conditions); the conditions see the same noise.

    The bound for one draw ε, θ = m + sε, without constants: −Σ(y − θ)²/2 − θ²/2 + ln s.
    """
    mean = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    raw = torch.stack([SCALES[name][1](s) for name, s in zip(names, first, strict=True)]).requires_grad_()
    kind = torch.optim.SGD if optimiser == "SGD" else torch.optim.Adam
    moving = kind([mean, raw], lr=rate)
    noise = torch.randn(config.steps, generator=generator(seed, 3), dtype=torch.float64)
    total, count, true_scale = target.sum(), len(target), exact(target)[1]
    places = {name: torch.tensor([one == name for one in names]) for name in SCALES}
    kl, ratio = [], []
    for draw in noise:
        scale = torch.stack([torch.where(at, SCALES[name][0](raw), 0.0) for name, at in places.items()]).sum(
            0
        )
        with torch.no_grad():
            kl.append(divergence(mean, scale.abs(), target))
            ratio.append(scale / true_scale)
        theta = mean + scale * draw
        bound = total * theta - (count + 1) * theta**2 / 2 + scale.log()
        moving.zero_grad()
        (-bound / count).sum().backward()
        moving.step()
    return torch.stack(kl), torch.stack(ratio)


run = study_run(one_seed, Config(), "step counts rows")
