"""A network learns the distance to a circle from |∇f| = 1: which part of that loss's gradient does a ReLU network miss?

The loss is the mean of f² on the circle, plus the mean of (|∇f| − 1)² in the square, plus the mean of (f − d)² at a few
anchors, so that inside is negative. Where f is linear between corners, ∇f depends on the weights and on which units are on;
backpropagation sees the weights and not the units that switch. The true distance is known: |x| − radius.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.studies.conditions import activation
from course_lib.studies.networks import Network, generator
from course_lib.studies.running import Rows, study_run


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 0.05 in the slope error, 0.01 in the distance error (the circle's radius is 0.5).

    Two hidden layers of `width` units, Adam with `rate`, `steps` updates, each with `points` new points in the square
    [−1, 1]² and `points`/4 on the circle. directions, change: for the share of the directional derivative that
    backpropagation hears, over `many` points.
    """

    activations: tuple[str, ...] = ("relu", "softplus", "softplus β=10", "softplus β=100")
    width: int = 32
    steps: int = 400
    points: int = 256
    rate: float = 0.005
    radius: float = 0.5
    directions: int = 20
    change: float = 0.01
    many: int = 20_000
    smallest: float = 0.01
    smallest_slope: float = 0.05


SMALL = Config(
    activations=("relu", "softplus"), width=6, steps=4, points=32, directions=3, many=400
)  # for tests
LONG = Config(steps=600)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def distance(x: Tensor, radius: float) -> Tensor:
    """The signed distance of the points x (n, 2) to the circle around 0: |x| − radius, negative inside."""
    return x.norm(dim=1) - radius


def slopes(network: Network, x: Tensor) -> tuple[Tensor, Tensor]:
    """(f, ∇f) at the points x (n, 2), still attached to the parameters: (n,) and (n, 2)."""
    x = x.detach().requires_grad_()
    f = network(x)[:, 0]
    (gradient,) = torch.autograd.grad(f.sum(), x, create_graph=True)
    return f, gradient


def slope_loss(network: Network, x: Tensor) -> Tensor:
    """The mean of (|∇f| − 1)² at the points x (n, 2)."""
    return (slopes(network, x)[1].norm(dim=1) - 1.0).square().mean()


def drawn(count: int, draws: torch.Generator) -> Tensor:
    """Points in the square [−1, 1]², float64, (count, 2)."""
    return torch.rand(count, 2, generator=draws, dtype=torch.float64) * 2.0 - 1.0


ANCHORS = torch.tensor([[0.0, 0.0], [-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]], dtype=torch.float64)
"""The centre and the corners of the square: where f must know its sign."""


def made(name: str, config: Config, seed: int) -> Network:
    """A new network; biases are drawn too, so that corners lie all over the square."""
    draws = generator(seed, 1)
    network = Network((2, config.width, config.width, 1), activation(name), draws, dtype=torch.float64)
    with torch.no_grad():
        for one in hidden_biases(network):
            network.get_parameter(one).normal_(0.0, 0.5, generator=draws)
    return network


def hidden_biases(network: Network) -> list[str]:
    """The names of the hidden layers' biases."""
    return [f"layers.{k}.bias" for k in range(len(network.layers) - 1)]


def train(network: Network, config: Config, seed: int) -> None:
    """Train in place."""
    optimiser, draws = torch.optim.Adam(network.parameters(), lr=config.rate), generator(seed, 2)
    sign = distance(ANCHORS, config.radius)
    for _ in range(config.steps):
        angle = torch.rand(config.points // 4, generator=draws, dtype=torch.float64) * (2.0 * torch.pi)
        circle = config.radius * torch.stack([angle.cos(), angle.sin()], 1)
        optimiser.zero_grad()
        loss = network(circle).square().mean() + slope_loss(network, drawn(config.points, draws))
        loss = loss + (network(ANCHORS)[:, 0] - sign).square().mean()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()


def heard(network: Network, x: Tensor, config: Config, seed: int, biases: bool) -> float:
    """Which share of the slope loss's true directional derivative backpropagation hears: Σ b·t / Σ t².

    b: the gradient times a direction; t: the central difference over ±change along it, at all points x. Directions have
    standard normal parts in the hidden biases, or in all weights, and length 1.
    """
    names = (
        hidden_biases(network)
        if biases
        else [name for name, _ in network.named_parameters() if "weight" in name]
    )
    parts = [network.get_parameter(name) for name in names]
    gradients = torch.autograd.grad(slope_loss(network, x), parts, allow_unused=True, materialize_grads=True)
    draws = generator(seed, 3, int(biases))
    found = []
    for _ in range(config.directions):
        along = [torch.randn(part.shape, generator=draws, dtype=torch.float64) for part in parts]
        length = torch.sqrt(
            sum((part.square().sum() for part in along), torch.zeros((), dtype=torch.float64))
        )
        along = [part / length for part in along]
        by_backward = sum(float((g * a).sum()) for g, a in zip(gradients, along, strict=True))
        ends: list[float] = []
        for sign in (1.0, -2.0, 1.0):  # up, down, and back
            with torch.no_grad():
                for part, a in zip(parts, along, strict=True):
                    part.add_(a, alpha=sign * config.change)
            if len(ends) < 2:
                ends.append(slope_loss(network, x).item())
        found.append((by_backward, (ends[0] - ends[1]) / (2.0 * config.change)))
    return sum(b * t for b, t in found) / sum(t * t for _, t in found)


def laplacian(network: Network, x: Tensor) -> Tensor:
    """f_xx + f_yy at the points x (n, 2): (n,)."""
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(network(x).sum(), x, create_graph=True)
    found = torch.zeros(len(x), dtype=x.dtype)
    for k in range(2):
        if gradient.requires_grad:
            (second,) = torch.autograd.grad(
                gradient[:, k].sum(), x, retain_graph=True, allow_unused=True, materialize_grads=True
            )
            found = found + second[:, k]
    return found.detach()


def one_seed(config: Config, seed: int) -> Rows:
    """Condition is the activation. Before training: "bias gradient" (the largest part of the slope loss's gradient in the
    hidden biases), "heard in biases", "heard in weights" (shares, see `heard`), "laplacian" (the mean of its absolute
    value). After training: "slope error" (the mean of | |∇f| − 1 |) and "distance error" (the mean of |f − d|), over new
    points."""
    rows = Rows()
    for name in config.activations:
        network, x = made(name, config, seed), drawn(config.many, generator(seed, 4))
        hidden = [network.get_parameter(one) for one in hidden_biases(network)]
        found = torch.autograd.grad(slope_loss(network, x), hidden, allow_unused=True, materialize_grads=True)
        rows.add(name, "bias gradient", max(part.abs().max() for part in found))
        rows.add(name, "heard in biases", heard(network, x, config, seed, biases=True))
        rows.add(name, "heard in weights", heard(network, x, config, seed, biases=False))
        rows.add(name, "laplacian", laplacian(network, x).abs().mean())
        train(network, config, seed)
        f, slope = slopes(network, drawn(4096, generator(seed, 5)))
        rows.add(name, "slope error", (slope.norm(dim=1) - 1.0).abs().mean())
        rows.add(
            name,
            "distance error",
            (f - distance(drawn(4096, generator(seed, 5)), config.radius)).abs().mean(),
        )
    return rows


run = study_run(one_seed, Config(), "step is 0")
