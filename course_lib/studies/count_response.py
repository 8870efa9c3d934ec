"""Counts need a positive mean. What does it change whether exp, softplus or squareplus makes it?

Poisson regression: the mean is response(w·x), and w maximises the likelihood. The counts are visits to a doctor in a year,
20,190 rows of the RAND health-insurance experiment (Newhouse 1993; statsmodels ships them). Exp is the usual response: its
inverse is the canonical link of the Poisson family (McCullagh, Nelder 1989). With exp, one step of a predictor multiplies
the mean; with softplus, where the mean is above about 2, it adds to it. For goals in football the two fit equally well
(Wiemann, Kneib, Hambuckers, Statistical Papers 2023).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.activations import softplus, squareplus
from course_lib.studies.data_sets import doctor_visits
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, StudyError, study_run

RESPONSES: dict[str, Callable[[Tensor], Tensor]] = {
    "exp": torch.exp,
    "softplus": softplus,
    "squareplus": squareplus,
}
INVERSES: dict[str, Callable[[Tensor], Tensor]] = {
    "exp": torch.log,
    "softplus": lambda mean: mean + torch.log(-torch.expm1(-mean)),
    "squareplus": lambda mean: mean - 1.0 / mean,
}


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 0.04 in the mean deviance of a row, 1 % of what it is; 0.05 in a ratio of means.

    rows: how many of the rows are used. parts: they are divided into so many; each seed fits one part and is tested on the
    others, so that different seeds learn from different people. groups: of the test rows, by predicted mean.
    """

    responses: tuple[str, ...] = ("exp", "softplus", "squareplus")
    rows: int = 20190
    parts: int = 20
    groups: int = 10
    smallest: float = 0.04
    smallest_ratio: float = 0.05


SMALL = Config(responses=("exp", "softplus"), rows=1200, parts=2, groups=4)  # for tests
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def fit(name: str, predictors: Tensor, counts: Tensor, steps: int = 100) -> Tensor:
    """The weights w that maximise the Poisson likelihood of the counts (n,) with mean response(predictors @ w).

    predictors: (n, k), float64, the first column 1. Newton's method from the constant mean, with the score
    s = Xᵀ(f′·(y/m − 1)); where the Hessian is not definite, the Fisher information Xᵀ diag(f′²/m) X takes its place. A
    step that lowers the likelihood is halved. Raises StudyError where it does not settle.
    """
    response = RESPONSES[name]
    w = torch.zeros(predictors.shape[1], dtype=torch.float64)
    w[0] = INVERSES[name](counts.mean())
    best = deviance(counts, response(predictors @ w)).mean()
    for _ in range(steps):
        z = (predictors @ w).requires_grad_()
        mean = response(z)
        (slope,) = torch.autograd.grad(mean.sum(), z, create_graph=True)
        (bend,) = torch.autograd.grad(slope.sum(), z)
        mean, slope = mean.detach(), slope.detach()
        score = predictors.T @ (slope * (counts / mean - 1.0))
        observed = bend * (1.0 - counts / mean) + counts * (slope / mean) ** 2
        factor, failed = torch.linalg.cholesky_ex((predictors * observed[:, None]).T @ predictors)
        if failed:
            factor, failed = torch.linalg.cholesky_ex(
                (predictors * (slope * slope / mean)[:, None]).T @ predictors
            )
        if failed:
            break
        step = torch.cholesky_solve(score[:, None], factor)[:, 0]
        if score @ step < 1e-14 * len(counts):  # nothing to gain
            return w
        for _ in range(30):
            now = deviance(counts, response(predictors @ (w + step))).mean()
            if now <= best * (1 + 1e-12):
                break
            step = step / 2
        w, best = w + step, now
    raise StudyError(
        f"the fit with response {name!r} did not settle in {steps} steps; look for a predictor that is a sum of others."
    )


def deviance(counts: Tensor, means: Tensor) -> Tensor:
    """For each row 2·(y·ln(y/m) − y + m): 0 where m = y, twice the loss of log-likelihood against that elsewhere."""
    return 2.0 * (torch.xlogy(counts, counts / means) - counts + means)


def aic(counts: Tensor, means: Tensor, parameters: int) -> float:
    """Akaike's information criterion, 2·parameters − 2·log-likelihood (Akaike 1974); smaller is better."""
    likelihood = torch.xlogy(counts, means) - means - torch.lgamma(counts + 1.0)
    return float(2 * parameters - 2 * likelihood.sum())


def with_one_wrong_count(counts: Tensor, factor: float = 100.0) -> Tensor:
    """The counts with the largest one multiplied, as a typing error does."""
    wrong = counts.clone()
    wrong[counts.argmax()] *= factor
    return wrong


def one_seed(config: Config, seed: int) -> Rows:
    """Metrics for each response. On the part that was fitted: "AIC". On the other rows: "deviance" (mean of a row), "top
    ratio" (predicted mean / observed mean of the hundredth with the highest predictions), "largest" (highest predicted
    mean), and with step = group 1 … the means "predicted" and "observed", and "predicted / observed". "moved": median
    relative change of the predictions when one count of the fitted part is a hundred times too large."""
    rows = Rows()
    predictors, counts = doctor_visits(config.rows)
    order = torch.randperm(len(counts), generator=generator(seed // config.parts))
    part = order.tensor_split(config.parts)[seed % config.parts]
    others = torch.ones(len(counts), dtype=torch.bool)
    others[part] = False
    x, y, new_x, new_y = predictors[part], counts[part], predictors[others], counts[others]
    for name in config.responses:
        response = RESPONSES[name]
        w = fit(name, x, y)
        means = response(new_x @ w)
        rows.add(name, "AIC", aic(y, response(x @ w), len(w)))
        rows.add(name, "deviance", deviance(new_y, means).mean())
        ranked = means.argsort()
        top = ranked[-max(1, len(ranked) // 100) :]
        rows.add(name, "top ratio", means[top].mean() / new_y[top].mean())
        rows.add(name, "largest", means.max())
        for group, members in enumerate(ranked.tensor_split(config.groups), start=1):
            predicted, observed = means[members].mean(), new_y[members].mean()
            rows.add(name, "predicted", predicted, group)
            rows.add(name, "observed", observed, group)
            rows.add(name, "predicted / observed", predicted / observed, group)
        moved = response(new_x @ fit(name, x, with_one_wrong_count(y)))
        rows.add(name, "moved", (moved / means - 1.0).abs().median())
    return rows


run = study_run(one_seed, Config(), "step counts groups of predictions, else 0")
