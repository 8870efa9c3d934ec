"""An energy over binary images is a sum of softplus in a restricted Boltzmann machine (RBM). Does softplus fit better there?

Hidden units h in {0, 1} with the energy −b·v − c·h − hᵀWᵀv are summed away one by one: Σ_h e^(h·z) = 1 + eᶻ. So exactly
F(v) = −b·v − Σ_j softplus(c_j + W_jᵀv) (Smolensky 1986; scikit-learn's BernoulliRBM computes it). Any other function in
place of softplus gives an energy over v as well, but no hidden units. The images have 12 pixels, so Z is the sum over all
4,096 images, and the likelihood and its gradient are exact. Contrastive divergence (Hinton 2002) needs no Z, only the
hidden units: it is the usual way to train an RBM.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import digits
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run

PIXELS = 12


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.05 nats in the log-likelihood of a test image, a factor 1.05 in its probability.

    activations: the function in the energy, trained by the exact gradient. divergence: also train the RBM by contrastive
    divergence with one Gibbs step. hidden: units. steps: updates of Adam on all training images. share: of the training
    images, drawn for each seed; the test images are the same for all seeds.
    """

    activations: tuple[str, ...] = ("softplus", "relu", "gelu")
    divergence: bool = True
    hidden: int = 8
    steps: int = 300
    rate: float = 0.05
    share: float = 0.5
    smallest: float = 0.05


SMALL = Config(activations=("softplus", "relu"), hidden=2, steps=5)  # for tests
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


@cache
def images() -> tuple[Tensor, Tensor]:
    """(training, test) images of 4 × 3 pixels, 0 or 1: means of 2 × 2 pixels of the digits, without the outer columns,
    above the mean of that pixel over the training images. Shapes (1258, 12) and (539, 12)."""
    data = digits()
    both = [
        x.view(-1, 8, 8)[:, :, 1:7].reshape(-1, 4, 2, 3, 2).mean((2, 4)).flatten(1)
        for x in (data.inputs, data.test_inputs)
    ]
    middle = both[0].mean(0)
    return (both[0] > middle).float(), (both[1] > middle).float()


@cache
def states(count: int) -> Tensor:
    """All vectors of `count` zeros and ones: (2**count, count)."""
    return ((torch.arange(2**count)[:, None] >> torch.arange(count)) & 1).float()


def start(config: Config, seed: int, train: Tensor) -> list[Tensor]:
    """Weights (pixels, hidden) from N(0, 0.1²), hidden biases 0, and pixel biases at the log odds of each pixel."""
    weights = 0.1 * torch.randn(PIXELS, config.hidden, generator=generator(seed, 1))
    odds = torch.logit(train.mean(0).clamp(0.001, 0.999))
    return [part.requires_grad_() for part in (weights, torch.zeros(config.hidden), odds)]


def free_energy(parts: list[Tensor], v: Tensor, f: Callable[[Tensor], Tensor]) -> Tensor:
    """F(v) = −b·v − Σ_j f(c_j + W_jᵀv) for each row of v (n, pixels)."""
    weights, hidden, visible = parts
    return -(v @ visible) - f(v @ weights + hidden).sum(1)


def log_likelihood(parts: list[Tensor], v: Tensor, f: Callable[[Tensor], Tensor]) -> Tensor:
    """ln p(v) = −F(v) − ln Z for each row, exactly: Z is the sum of e^(−F) over all images. In nats."""
    every = torch.logsumexp(-free_energy(parts, states(PIXELS).to(v.dtype), f), 0)
    return -free_energy(parts, v, f) - every


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "softplus", "relu" …, "softplus, contrastive divergence", or "softplus, relu put in" (ReLU takes its place
    after the training). Metrics after the last update: "likelihood" of a test image, "training likelihood", and "energy
    moved", by how much F of a test image is larger than with the function of the training (means, in nats). Condition
    "independent pixels" is the control without hidden units."""
    rows = Rows()
    everything, test = images()
    chosen = torch.randperm(len(everything), generator=generator(seed))[
        : round(config.share * len(everything))
    ]
    train = everything[chosen]
    conditions = [(name, False) for name in config.activations]
    conditions += [("softplus", True)] * config.divergence
    for name, divergence in conditions:
        f = activation(name)
        parts = start(config, seed, train)
        optimiser = torch.optim.Adam(parts, lr=config.rate)
        draws = generator(seed, 2)
        for _ in range(config.steps):
            optimiser.zero_grad()
            if divergence:
                other = gibbs_step(parts, train, draws)
                loss = (free_energy(parts, train, f) - free_energy(parts, other, f)).mean()
            else:
                loss = -log_likelihood(parts, train, f).mean()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        condition = f"{name}, contrastive divergence" if divergence else name
        ends = {condition: f}
        if condition == "softplus":
            ends["softplus, relu put in"] = torch.relu
        with torch.no_grad():
            for condition, f in ends.items():
                rows.add(condition, "likelihood", log_likelihood(parts, test, f).mean(), config.steps)
                rows.add(
                    condition, "training likelihood", log_likelihood(parts, train, f).mean(), config.steps
                )
                moved = free_energy(parts, test, f) - free_energy(parts, test, activation(name))
                rows.add(condition, "energy moved", moved.mean(), config.steps)
    share = train.mean(0).clamp(0.001, 0.999)
    alone = torch.distributions.Bernoulli(share)
    for metric, v in (("likelihood", test), ("training likelihood", train)):
        rows.add("independent pixels", metric, alone.log_prob(v).sum(1).mean(), config.steps)  # type: ignore[no-untyped-call]
    return rows


@torch.no_grad()
def gibbs_step(parts: list[Tensor], v: Tensor, draws: torch.Generator) -> Tensor:
    """Other images: hidden units drawn for these, then pixels drawn for those hidden units."""
    weights, hidden, visible = parts
    h = torch.bernoulli(torch.sigmoid(v @ weights + hidden), generator=draws)
    return torch.bernoulli(torch.sigmoid(h @ weights.T + visible), generator=draws)


run = study_run(one_seed, Config(), "step counts updates")
