"""How often is a deep ReLU network dead before its first training step, and with what activation is it not?

A layer is dead on one side when all its units give the same output for every input of that side (all negative, or all
positive inputs of a network with one input). A network that is dead on both sides is a constant, and no training step
that uses only its inner weights changes that. Question and first numbers: Lu, Shin, Su, Karniadakis, Communications in
Computational Physics 28(5), 2020.

Without biases ReLU has an exact answer for one side: each of w units is negative with probability ½, so the layer is dead
with probability 2⁻ʷ, and P(dead after d layers) = 1 − (1 − 2⁻ʷ)ᵈ. `dead_on_one_side` gives it: the study's oracle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from course_lib.studies.conditions import activation
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.05, one network in twenty; a rarer failure is met by starting once more.

    draws: networks a seed, for each activation and width. Weights N(0, 2/inputs) (He et al. 2015), no bias, float64.
    """

    activations: tuple[str, ...] = ("relu", "softplus")
    widths: tuple[int, ...] = (2, 3, 5, 8)
    depths: tuple[int, ...] = (1, 5, 10, 20)
    draws: int = 200
    smallest: float = 0.05


LONG = Config(
    activations=("relu", "leaky_relu", "gelu", "softplus"),
    widths=(2, 3, 4, 5, 8),
    depths=(1, 2, 5, 10, 20),
    draws=1000,
)
SMALL = Config(widths=(2, 3), depths=(1, 4), draws=60)  # for tests
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))
INPUTS = (-2.0, -1.0, 1.0, 2.0)  # two of each side: equal outputs for both mean that the side is dead


def dead_on_one_side(width: int, depth: int) -> float:
    """P(ReLU without bias is dead for positive inputs after `depth` layers) = 1 − (1 − 2⁻ʷ)ᵈ; width and depth from 1 on."""
    return 1.0 - (1.0 - math.ldexp(1.0, -width)) ** depth


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, width 3"; step = depth; metrics "dead on one side" and "dead": shares of the networks drawn.

    All activations see the same weights, so that differences are paired.
    """
    rows = Rows()
    for width in config.widths:
        for name in config.activations:
            draws, function = generator(seed, width), activation(name)
            h = torch.tensor(INPUTS, dtype=torch.float64)[None, :, None].expand(config.draws, -1, -1)
            for depth in range(1, max(config.depths) + 1):
                inputs = h.shape[2]
                weights = torch.randn(config.draws, inputs, width, generator=draws, dtype=torch.float64)
                h = function(h @ (weights * math.sqrt(2.0 / inputs)))
                if depth in config.depths:
                    left, right = (h[:, 0] == h[:, 1]).all(1), (h[:, 2] == h[:, 3]).all(1)
                    condition = f"{name}, width {width}"
                    rows.add(condition, "dead on one side", right.double().mean(), depth)
                    rows.add(condition, "dead", (left & right).double().mean(), depth)
    return rows


run = study_run(one_seed, Config(), "step counts layers")
