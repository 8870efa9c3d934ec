"""Training by depth: where does softplus fall behind ReLU, and which way out helps?

The same digits, the same number of updates, 1 to 32 hidden layers. Study `propagation` shows that no gain keeps both the
signal's size and the gradient's for softplus. Here networks are trained with each choice: keep the one, keep the other,
subtract the mean, normalise, or take a large β. ReLU with He's initial weights is the control.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import digits
from course_lib.studies.networks import Network, batches, generator, train_classifier
from course_lib.studies.running import Rows, study_run

WAYS: dict[str, tuple[str, float, str]] = {
    "relu": ("relu", 2.0, "nothing"),
    "relu, layer norm": ("relu", 2.0, "units"),
    "relu, batch norm": ("relu", 2.0, "images"),
    "softplus": ("softplus", 2.0, "nothing"),
    "softplus, forward kept": ("softplus", 1.0855, "nothing"),
    "softplus, backward kept": ("softplus", 3.4086, "nothing"),
    "softplus, centred": ("centred softplus", 3.683, "nothing"),
    "softplus, layer norm": ("softplus", 2.0, "units"),
    "softplus, batch norm": ("softplus", 2.0, "images"),
    "softplus, β=10": ("softplus β=10", 2.0, "nothing"),
}
"""Way → (activation, gain, over what the activation's inputs are normalised)."""


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.02 in the accuracy on the test images, one image in fifty.

    Adam with each of `rates`; a way counts with the rate that gives it the smallest training loss, each seed by itself.
    """

    ways: tuple[str, ...] = tuple(WAYS)
    depths: tuple[int, ...] = (1, 4, 16)
    width: int = 32
    rates: tuple[float, ...] = (0.0005, 0.003)
    rows: int = 1797
    batch: int = 64
    steps: int = 150
    smallest: float = 0.02


SMALL = Config(
    ways=("relu", "softplus, layer norm", "softplus, batch norm"),
    depths=(1, 2),
    width=4,
    rates=(0.003,),
    rows=40,
    batch=8,
    steps=3,
)
LONG = Config(depths=(1, 2, 4, 8, 16, 32))
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def over_units(z: Tensor) -> Tensor:
    """Layer normalisation without weights of its own (Ba, Kiros, Hinton 2016): each image's inputs of a layer."""
    return F.layer_norm(z, z.shape[-1:])


def over_images(z: Tensor) -> Tensor:
    """Batch normalisation without weights of its own (Ioffe, Szegedy 2015): each unit's inputs over the images given.

    The test images are normalised over themselves, all at once.
    """
    return F.batch_norm(z, None, None, training=True)


NORMS: dict[str, Callable[[Tensor], Tensor]] = {"units": over_units, "images": over_images}


def made(way: str, depth: int, config: Config, seed: int) -> Network:
    """A new network of that way with `depth` hidden layers. All ways draw the same numbers, scaled by their gain."""
    name, gain, over = WAYS[way]
    function = activation(name)
    if over in NORMS:
        return Network(
            widths(depth, config), lambda z: function(NORMS[over](z)), generator(seed, depth), gain
        )
    return Network(widths(depth, config), function, generator(seed, depth), gain)


def widths(depth: int, config: Config) -> tuple[int, ...]:
    """64 pixels, the hidden layers, 10 classes."""
    return (64, *[config.width] * depth, 10)


def train(network: Network, config: Config, rate: float, seed: int) -> tuple[float, float, float]:
    """(training loss, test accuracy, noise) after `steps` updates by Adam; all NaN where the loss is not finite.

    loss: mean cross-entropy of all training images, in nats. noise: of the gradients g of 8 batches with mean ḡ,
    √(mean |g − ḡ|²) / |ḡ|, before training.
    """
    data = digits(config.rows)
    noise = gradient_noise(network, config, seed)
    train_classifier(
        network,
        (data.inputs, data.labels),
        steps=config.steps,
        rate=rate,
        batch=config.batch,
        draws=(seed, 1),
    )
    with torch.no_grad():
        loss = F.cross_entropy(network(data.inputs), data.labels).item()
        right = (network(data.test_inputs).argmax(1) == data.test_labels).double().mean().item()
    finite = loss - loss == 0
    return (loss, right, noise) if finite else (float("nan"),) * 3


def gradient_noise(network: Network, config: Config, seed: int) -> float:
    """√(mean |g − ḡ|²) / |ḡ| over the gradients of up to 8 batches; infinite where every gradient is 0."""
    data = digits(config.rows)
    found = []
    for chosen in batches(len(data.inputs), config.batch, generator(seed, 2))[:8]:
        loss = F.cross_entropy(network(data.inputs[chosen]), data.labels[chosen])
        gradients = torch.autograd.grad(loss, list(network.parameters()))
        found.append(torch.cat([gradient.flatten().double() for gradient in gradients]))
    all_of_them = torch.stack(found)
    mean = all_of_them.mean(0)
    return float((all_of_them - mean).square().sum(1).mean().sqrt() / mean.norm())


def one_seed(config: Config, seed: int) -> Rows:
    """Condition is the way, step the depth; metrics "loss", "accuracy", "noise", "rate" (the one that was taken)."""
    rows = Rows()
    for depth in config.depths:
        for way in config.ways:
            tried = {rate: train(made(way, depth, config, seed), config, rate, seed) for rate in config.rates}
            finite = {rate: found for rate, found in tried.items() if found[0] == found[0]} or tried
            rate = min(finite, key=lambda rate: finite[rate][0])
            for metric, value in zip(("loss", "accuracy", "noise"), finite[rate], strict=True):
                rows.add(way, metric, value, depth)
            rows.add(way, "rate", rate, depth)
    return rows


run = study_run(one_seed, Config(), "step counts hidden layers")
