"""What does the loss of one unit cost a trained network, by width and by depth?

A unit that has died gives a constant. Here every hidden unit of a trained network is set to 0, one after the other, and the
drop of the accuracy on the test images of scikit-learn's digits is measured. The statement to settle: "with few layers, the
loss of one neuron already hurts".
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import digits
from course_lib.studies.networks import Network, batches, generator
from course_lib.studies.running import Rows, study_run


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.02 in the accuracy, one image in fifty.

    Every network is trained by Adam for the same number of updates from weights N(0, 2/inputs).
    """

    activations: tuple[str, ...] = ("relu", "softplus")
    widths: tuple[int, ...] = (8, 32)
    depths: tuple[int, ...] = (1, 4)
    rows: int = 1797
    batch: int = 64
    steps: int = 300
    rate: float = 0.005
    smallest: float = 0.02


SMALL = Config(widths=(3,), depths=(1, 2), rows=40, batch=8, steps=3)  # for tests
LONG = Config(widths=(4, 8, 16, 32), depths=(1, 2, 4))
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def train(config: Config, name: str, width: int, depth: int, seed: int) -> Network:
    """A trained network with `depth` hidden layers of `width` units."""
    data = digits(config.rows)
    network = Network((64, *[width] * depth, 10), activation(name), generator(seed, depth, width))
    optimiser = torch.optim.Adam(network.parameters(), lr=config.rate)
    order: list[Tensor] = []
    for step in range(config.steps):
        if not order:
            order = batches(len(data.inputs), config.batch, generator(seed, 1, step))
        chosen = order.pop()
        optimiser.zero_grad()
        F.cross_entropy(network(data.inputs[chosen]), data.labels[chosen]).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return network


@torch.no_grad()
def accuracies(network: Network, inputs: Tensor, labels: Tensor) -> tuple[float, Tensor]:
    """(accuracy, accuracies with one hidden unit set to 0): the second of shape (hidden layers, width)."""
    outputs, h = [], inputs
    for layer in network.layers[:-1]:
        h = network.activation(layer(h))
        outputs.append(h)
    whole = (network.layers[-1](h).argmax(1) == labels).double().mean().item()
    found = torch.empty(len(outputs), outputs[0].shape[1], dtype=torch.float64)
    for place, h in enumerate(outputs):
        without = h.repeat(h.shape[1], 1, 1)  # one copy a unit
        units = torch.arange(h.shape[1])
        without[units, :, units] = 0.0
        for layer in network.layers[place + 1 : -1]:
            without = network.activation(layer(without))
        found[place] = (network.layers[-1](without).argmax(2) == labels).double().mean(1)
    return whole, found


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "relu, width 8"; step = depth; metrics "accuracy", "mean drop" and "worst drop" (of the accuracy, over all
    hidden units, when one is set to 0)."""
    rows = Rows()
    data = digits(config.rows)
    for depth in config.depths:
        for width in config.widths:
            for name in config.activations:
                network = train(config, name, width, depth, seed)
                whole, without = accuracies(network, data.test_inputs, data.test_labels)
                condition = f"{name}, width {width}"
                rows.add(condition, "accuracy", whole, depth)
                rows.add(condition, "mean drop", whole - without.mean(), depth)
                rows.add(condition, "worst drop", whole - without.min(), depth)
    return rows


run = study_run(one_seed, Config(), "step counts hidden layers")
