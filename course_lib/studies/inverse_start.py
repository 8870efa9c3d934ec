"""A positive parameter starts at 0 before its response, or at a value taken from the data. How many updates does that save?

The parameter is the scale of a normal distribution; the data have mean 0 and a spread of 0.01, 1 or 100 (the diabetes target
in other units). With softplus the way to a large value is long, because there softplus adds what exp multiplies; and Adam
remembers the size of the first gradients, which are huge where the scale is much too small. The inverse ln(eˢ − 1) puts the
parameter at a wanted s. Mamba starts its step sizes so: at the inverse of values drawn from 0.001 to 0.1 (Gu, Dao 2023).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.activations import inverse, softplus
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run

RESPONSES: dict[str, tuple[Callable[[Tensor], Tensor], Callable[[Tensor], Tensor]]] = {
    "exp": (torch.exp, torch.log),
    "softplus": (softplus, inverse),
}


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 50 updates.

    rows: drawn from the 442 for each seed, with replacement. first: of them, what the start is taken from. A run has arrived
    when its scale is within the share `close` of the best one, the root mean square of the rows, from then to the end.
    """

    spreads: tuple[float, ...] = (0.01, 1.0, 100.0)
    rows: int = 442
    first: int = 32
    steps: int = 2000
    rate: float = 0.01
    close: float = 0.1
    smallest: float = 50.0


SMALL = Config(rows=40, first=8, steps=20, rate=0.1)  # for tests
LONG = Config(steps=12000)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "softplus, start 0, spread 100"; metrics: "updates" until it has arrived (one more than there were, if it
    has not), "scale / best" at the end."""
    rows = Rows()
    draws = generator(seed)
    _, target = diabetes()
    data = target[torch.randint(len(target), (config.rows,), generator=draws)].double()
    names, scales, starts = [], [], []
    for name, (_, undo) in RESPONSES.items():
        for how in ("start 0", "start from data"):
            for spread in config.spreads:
                names.append(f"{name}, {how}, spread {spread:g}")
                scales.append(spread)
                first = (spread * data[: config.first]).square().mean().sqrt()
                starts.append(undo(first) if how == "start from data" else torch.zeros_like(first))
    arrived, last = trained(
        config, torch.stack(starts), data, torch.tensor(scales, dtype=torch.float64), names
    )
    for name, updates, ratio in zip(names, arrived.tolist(), last.tolist(), strict=True):
        rows.add(name, "updates", updates)
        rows.add(name, "scale / best", ratio)
    return rows


def trained(
    config: Config, starts: Tensor, data: Tensor, spreads: Tensor, names: list[str]
) -> tuple[Tensor, Tensor]:
    """(updates until arrival, scale / best scale at the end) for each start; Adam treats each number by itself.

    The mean loss of the rows y·spread with scale s is ln s + spread²·mean(y²)/(2s²).
    """
    raw = starts.clone().requires_grad_()
    best = spreads * data.square().mean().sqrt()
    exps = torch.tensor([name.startswith("exp") for name in names])
    optimiser = torch.optim.Adam([raw], lr=config.rate)
    last_away = torch.zeros_like(best)
    for step in range(config.steps + 1):
        scale = torch.where(exps, torch.exp(raw * exps), softplus(raw))
        away = (scale.detach() / best - 1).abs() > config.close
        last_away = torch.where(away, float(step + 1), last_away)
        if step < config.steps:
            optimiser.zero_grad()
            (scale.log() + 0.5 * (best / scale) ** 2).sum().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return last_away, scale.detach() / best


run = study_run(one_seed, Config(), "step is 0")
