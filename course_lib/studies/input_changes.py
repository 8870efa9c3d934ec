"""A network's input changes a little: how far do its explanation and its label move, with ReLU and with softplus?

Explanation: the gradient of the winning class's output in the pixels (Simonyan, Vedaldi, Zisserman 2014). Small random
noise is added to an image, and the two gradients are compared. A trained ReLU network is also explained with softplus put
in for the explanation only (Dombrowski et al. 2019). Label: the share of test images that stays right when each pixel moves
by up to `reach` in the worst direction that gradient steps find (Madry et al. 2018). Yu, Su, Zhu 2026 (arXiv 2603.23860)
report the best robustness for a greatest |f″| between 4 and 10, which is β = 16 to 40.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import digits
from course_lib.studies.networks import Network, generator, train_classifier
from course_lib.studies.running import Rows, study_run


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 5 degrees between two explanations, 0.02 in the accuracy under attack.

    Each network is trained twice: plainly, and on attacked images (`training_steps` steps of the attack for each batch). Two
    hidden layers of `width` units, Adam with `rate`. noise: standard deviation, in pixels from 0 to 1. explained: softplus
    that takes ReLU's place in the plainly trained ReLU network, for the explanation only.
    """

    activations: tuple[str, ...] = ("relu", *(f"softplus β={b}" for b in (1, 4, 10, 16, 40, 100)))
    explained: tuple[str, ...] = ("softplus β=1", "softplus β=4", "softplus β=10", "softplus β=40")
    width: int = 64
    rows: int = 1797
    batch: int = 64
    steps: int = 300
    rate: float = 0.003
    noise: float = 0.1
    reach: float = 0.1
    training_steps: int = 3
    attack_steps: int = 20
    smallest: float = 5.0
    smallest_accuracy: float = 0.02


SMALL = Config(
    activations=("relu", "softplus β=1"), explained=("softplus β=1",), width=6, rows=60, batch=16, steps=3, attack_steps=2
)  # for tests  # fmt: skip
LONG = Config(steps=400)
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))

Layers = Callable[[Tensor], Tensor]


def attacked(network: Layers, x: Tensor, labels: Tensor, reach: float, steps: int) -> Tensor:
    """The images x (n, 64) moved by up to `reach` in each pixel, within 0 to 1, to raise the loss: projected gradient steps
    of reach·2.5/steps in the gradient's sign."""
    moved = x.clone()
    for _ in range(steps):
        moved.requires_grad_()
        (gradient,) = torch.autograd.grad(F.cross_entropy(network(moved), labels, reduction="sum"), moved)
        moved = moved.detach() + 2.5 / steps * reach * gradient.sign()
        moved = moved.clamp(x - reach, x + reach).clamp(0.0, 1.0)
    return moved.detach()


def train(network: Network, config: Config, seed: int, attack: bool) -> None:
    """Train in place, on the images as they are or on attacked ones."""
    data = digits(config.rows)

    def attack_them(x: Tensor, labels: Tensor) -> Tensor:
        return attacked(network, x, labels, config.reach, config.training_steps)

    train_classifier(
        network, (data.inputs, data.labels), steps=config.steps, rate=config.rate, batch=config.batch, draws=(seed, 1),
        change=attack_them if attack else None,
    )  # fmt: skip


def explanation(network: Layers, x: Tensor, classes: Tensor) -> Tensor:
    """The gradient of the output of each image's class in its pixels: (n, 64)."""
    x = x.detach().requires_grad_()
    outputs = network(x).gather(1, classes[:, None])
    return torch.autograd.grad(outputs.sum(), x)[0]


def angle(network: Layers, x: Tensor, noisy: Tensor, classes: Tensor) -> Tensor:
    """The mean angle in degrees between the explanations of x and of `noisy`, for the same classes.

    An explanation that is 0 has no direction: it counts as 90 degrees.
    """
    one, other = (explanation(network, inputs, classes).double() for inputs in (x, noisy))
    return F.cosine_similarity(one, other, dim=1).clamp(-1.0, 1.0).acos().rad2deg().mean()


def right(network: Network, x: Tensor, labels: Tensor) -> Tensor:
    """The share of right labels."""
    return (network(x).argmax(1) == labels).double().mean()


def one_seed(config: Config, seed: int) -> Rows:
    """Condition is the activation, or "relu, explained by softplus β=4"; metrics "angle" (degrees, plainly trained),
    "accuracy" and "attacked" (plainly trained), "hardened accuracy" and "hardened" (trained on attacked images)."""
    rows, data = Rows(), digits(config.rows)
    x, labels = data.test_inputs, data.test_labels
    noisy = x + config.noise * torch.randn(x.shape, generator=generator(seed, 2))
    widths = (64, config.width, config.width, 10)
    for name in config.activations:
        network = Network(widths, activation(name), generator(seed))
        train(network, config, seed, attack=False)
        classes = network(x).argmax(1)
        rows.add(name, "angle", angle(network, x, noisy, classes))
        rows.add(name, "accuracy", right(network, x, labels))
        rows.add(
            name,
            "attacked",
            right(network, attacked(network, x, labels, config.reach, config.attack_steps), labels),
        )
        if name == "relu":
            for other in config.explained:
                network.activation = activation(other)
                rows.add(f"relu, explained by {other}", "angle", angle(network, x, noisy, classes))
        network = Network(widths, activation(name), generator(seed))
        train(network, config, seed, attack=True)
        rows.add(name, "hardened accuracy", right(network, x, labels))
        rows.add(
            name,
            "hardened",
            right(network, attacked(network, x, labels, config.reach, config.attack_steps), labels),
        )
    return rows


run = study_run(one_seed, Config(), "step is 0")
