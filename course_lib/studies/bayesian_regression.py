"""A Bayesian regression has two positive parameters. Does the function that makes them positive change the answer?

y = Xw + noise, w ~ N(0, t²), noise ~ N(0, s²); w is integrated away, so s and t are what is left (MacKay 1992). A sampler
moves raw numbers r, and s = exp(r), softplus(r) or r². If a prior is put on s, the density of r needs the factor |ds/dr|,
and all three describe the same posterior. If a normal prior is put on r itself, as programs allow, each is *another prior*.
Data: the diabetes set; posterior means come from a fine grid, so they are exact to the digits shown.
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

RESPONSES: dict[str, tuple[Callable[[Tensor], Tensor], Callable[[Tensor], Tensor]]] = {
    "exp": (torch.exp, torch.log),
    "softplus": (softplus, inverse),
    "square": (torch.square, torch.sqrt),
}
"""name → (from the raw number to the parameter, and back)."""


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 0.05 in the posterior mean of a parameter (the target has deviation 1), and 0.02 in the
    effective draws per step of a sampler.

    rows: patients that the model sees, drawn for each seed. grid: points a parameter, evenly in its logarithm from 0.005 to
    20. chains, steps: of random-walk Metropolis with its usual step, 2.4/√2 posterior deviations of each raw number
    (Gelman, Roberts, Gilks 1996), started at draws from the grid.
    """

    rows: tuple[int, ...] = (8, 40, 400)
    grid: int = 240
    chains: int = 400
    steps: int = 200
    smallest: float = 0.05
    smallest_effective: float = 0.02


SMALL = Config(rows=(8,), grid=30, chains=20, steps=20)  # for tests
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


class Posterior:
    """p(s, t | y) for the rows X (n, k) and y (n,): in the basis of XXᵀ the numbers are independent."""

    def __init__(self, inputs: Tensor, target: Tensor) -> None:
        values, basis = torch.linalg.eigh(inputs @ inputs.T)
        self.values, self.seen = values.clamp(min=0.0), (basis.T @ target) ** 2

    def log_likelihood(self, s: Tensor, t: Tensor) -> Tensor:
        """ln p(y | s, t), y ~ N(0, s²I + t²XXᵀ), for each pair; same shape as s and t."""
        spread = s[..., None] ** 2 + t[..., None] ** 2 * self.values
        return -0.5 * (spread.log() + self.seen / spread + math.log(2 * math.pi)).sum(-1)


def log_prior(s: Tensor) -> Tensor:
    """Of one parameter with a half-normal prior of scale 1, √(2/π)·e^(−s²/2)."""
    return 0.5 * math.log(2 / math.pi) - 0.5 * s**2


def slope(name: str, raw: Tensor) -> Tensor:
    """ds/dr, in closed form: s, σ(r) or 2r."""
    return {"exp": torch.exp(raw), "softplus": torch.sigmoid(raw), "square": 2 * raw}[name]


def weights(name: str, prior: str, log_s: Tensor, likelihood: Tensor) -> Tensor:
    """Posterior weights on the grid of (ln s, ln t), of sum 1.

    prior "of s": half-normal in s. "of r": the raw number is N(0, 1), so s has the density φ(r)/|ds/dr| (both signs of r
    for the square).
    """
    s = log_s.exp()
    if prior == "of s":
        one = log_prior(s) + log_s  # the grid is even in ln s, and ds = s d(ln s)
    else:
        raw = RESPONSES[name][1](s)
        one = -0.5 * raw**2 - slope(name, raw).abs().log() + log_s
    found = likelihood + one[:, None] + one[None, :]
    return torch.softmax(found.flatten(), 0).view_as(found)


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "softplus, prior of r"; step = rows; metrics "s" and "t", posterior means (noise and weights), and for
    "prior of s" also "effective", the effective draws per step of the sampler, for ln s."""
    rows = Rows()
    inputs, target = (part.double() for part in diabetes())
    log_s = torch.linspace(math.log(0.005), math.log(20.0), config.grid, dtype=torch.float64)
    for count in config.rows:
        chosen = torch.randperm(len(target), generator=generator(seed, count))[:count]
        posterior = Posterior(inputs[chosen], target[chosen])
        s = log_s.exp()
        likelihood = torch.stack([posterior.log_likelihood(one.expand_as(s), s) for one in s])
        for name in RESPONSES:
            for prior in ("of s", "of r"):
                share = weights(name, prior, log_s, likelihood)
                rows.add(f"{name}, prior {prior}", "s", (share.sum(1) * s).sum(), count)
                rows.add(f"{name}, prior {prior}", "t", (share.sum(0) * s).sum(), count)
            share = weights(name, "of s", log_s, likelihood)
            chains = metropolis(config, name, posterior, share, log_s, generator(seed, count, 7))
            rows.add(f"{name}, prior of s", "effective", effective(chains), count)
    return rows


def effective(chains: Tensor) -> float:
    """Effective draws per step of chains in equilibrium (steps, chains): variance / (steps · variance of their means)."""
    return float(chains.var() / (len(chains) * chains.mean(0).var()))


def metropolis(
    config: Config, name: str, posterior: Posterior, share: Tensor, log_s: Tensor, draws: torch.Generator
) -> Tensor:
    """ln s after each step of each chain (steps, chains), with the prior of s and t; started at draws from the grid."""
    response, back = RESPONSES[name]
    picked = torch.multinomial(share.flatten(), config.chains, replacement=True, generator=draws)
    start = torch.stack([log_s[picked // len(log_s)], log_s[picked % len(log_s)]])
    raw = back(start.exp())
    step = 2.4 / math.sqrt(2) * raw.std(1, keepdim=True)

    def log_density(raw: Tensor) -> Tensor:
        s, t = response(raw[0]), response(raw[1])
        jacobian = slope(name, raw[0]).abs().log() + slope(name, raw[1]).abs().log()
        return posterior.log_likelihood(s, t) + log_prior(s) + log_prior(t) + jacobian

    now, kept = log_density(raw), []
    for _ in range(config.steps):
        tried = raw + step * torch.randn(raw.shape, dtype=raw.dtype, generator=draws)
        new = log_density(tried)
        accepted = torch.rand(len(now), dtype=raw.dtype, generator=draws).log() < new - now
        raw, now = torch.where(accepted, tried, raw), torch.where(accepted, new, now)
        kept.append(response(raw[0]).log())
    return torch.stack(kept)


run = study_run(one_seed, Config(), "step counts rows")
