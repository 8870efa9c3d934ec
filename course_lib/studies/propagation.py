"""How large are signals and gradients after many layers, and is there a gain that keeps both?

In an infinitely wide network the inputs of a layer are normal with second moment q, and
    q' = σ_w² E f(√q z)²,   z ~ N(0, 1)        forward,
    g' = g · σ_w² E f′(√q z)²                   variance of the gradient, backward.
`expected` computes both by Gauss–Hermite quadrature (200 nodes); the study measures them in networks of finite width.
For ReLU one gain, σ_w² = 2, keeps both (He et al. 2015). Softplus has none: Roberts, Yaida, Hanin, The Principles of Deep
Learning Theory, 2022, chapter 5.

Width matters. The direction of the signal itself shrinks more slowly than all others. It holds about 1/width of the
gradient at first, and after enough layers all that is left. And q = 1 repels in centred softplus: a network whose width
lets q vary leaves it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.studies.conditions import activation
from course_lib.studies.networks import Network, generator
from course_lib.studies.running import Rows, study_run

NODES = 200  # even: no node lies on ReLU's corner, where its step would count for half a node
# name → (activation, σ_w²). The gains are 1/E f² and 1/E f′² at q = 1; tests/studies computes them anew.
WAYS = {
    "relu, both kept": ("relu", 2.0),
    "softplus, Xavier": ("softplus", 1.0),
    "softplus, forward kept": ("softplus", 1.0855),
    "softplus, He": ("softplus", 2.0),
    "softplus, backward kept": ("softplus", 3.4086),
    "centred softplus": ("centred softplus", 3.683),
    "softplus β=10, He": ("softplus β=10", 2.0),
}


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: a factor of 2 in the second moment or in the variance of the gradient.

    A factor below 2 is within what one learning rate serves. The frame holds natural logarithms; `smallest` is ln 2.
    width: units a layer; examples: inputs, each scaled to second moment 1; depths: after which layers to look.
    """

    ways: tuple[str, ...] = ("relu, both kept", "softplus, forward kept", "softplus, He", "centred softplus")
    width: int = 128
    examples: int = 32
    depths: tuple[int, ...] = (4, 8, 16, 32)
    smallest: float = math.log(2.0)


LONG = Config(ways=tuple(WAYS), width=256)
SMALL = Config(ways=("relu, both kept", "softplus, He"), width=24, examples=4, depths=(2, 3))  # for tests
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def gaussian_mean(function: object, q: float) -> float:
    """E g(√q z) for z ~ N(0, 1), by Gauss–Hermite quadrature with 200 nodes, in float64."""
    import numpy as np

    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    values = function(torch.tensor(nodes) * math.sqrt(q))  # type: ignore[operator]
    return float((torch.tensor(weights) * values).sum() / math.sqrt(2.0 * math.pi))


def expected(way: str, depth: int) -> tuple[float, float]:
    """(second moment after `depth` layers, variance factor of the gradient): infinite width, q = 1 at the start."""
    name, gain = WAYS[way]
    function, q, factor = activation(name), 1.0, 1.0

    def slope(x: Tensor) -> Tensor:
        at = x.clone().requires_grad_()
        (result,) = torch.autograd.grad(function(at).sum(), at)
        return result

    for _ in range(depth):
        factor *= gain * gaussian_mean(lambda x: slope(x).square(), q)
        q = gain * gaussian_mean(lambda x: function(x).square(), q)
    return q, factor


def one_seed(config: Config, seed: int) -> Rows:
    """Condition = way; step = layer; metrics "ln second moment" and "ln gradient factor", means over units and examples.

    The gradient is that of a random direction of the last layer looked at, by the first pre-activations: its variance in
    the first layer over that in the last. float64, so that no factor underflows.
    """
    rows = Rows()
    for place, way in enumerate(config.ways):
        name, gain = WAYS[way]
        draws = generator(seed, place)
        widths = (config.width, *(config.width,) * max(config.depths), config.width)
        network = Network(widths, activation(name), draws, gain, torch.float64)
        x = torch.randn(config.examples, config.width, generator=draws, dtype=torch.float64)
        x = x / x.square().mean(1, keepdim=True).sqrt()
        first = x.requires_grad_()  # stands for the pre-activations of a layer before the first
        z, seen = first, {}
        for depth, layer in enumerate(network.layers[: max(config.depths)], start=1):
            z = layer(network.activation(z))
            if depth in config.depths:
                seen[depth] = z
        for depth, z in seen.items():
            direction = torch.randn(z.shape, generator=draws, dtype=torch.float64)
            (gradient,) = torch.autograd.grad(z, first, direction, retain_graph=True)
            rows.add(way, "ln second moment", z.detach().square().mean().log(), depth)
            rows.add(way, "ln gradient factor", gradient.square().mean().log(), depth)
    return rows


run = study_run(one_seed, Config(), "step counts layers")
