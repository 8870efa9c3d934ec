"""Does a dead ReLU unit come back? It depends on what feeds it.

Half of the units of one hidden layer get a bias that makes their input negative on every row, by a small margin. In the
first hidden layer the inputs are the data, which stay: nothing moves such a unit, whatever the optimiser. In the second
hidden layer the inputs come from a layer that is trained for the sake of the other units, and may carry a dead unit back
over 0. Data: scikit-learn's diabetes set, as in the study `killed`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import Network, generator
from course_lib.studies.running import Rows, study_run

OPTIMISERS = {"SGD": torch.optim.SGD, "Adam": torch.optim.Adam}
LAYERS = {"first layer": 0, "second layer": 1}


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.1 in the share of the dead units that come back, three of 32.

    margin: how far below 0 the largest input of a dead unit lies at the start. rates: of SGD and of Adam.
    """

    margin: float = 0.1
    width: int = 32
    steps: int = 400
    rates: tuple[tuple[str, float], ...] = (("SGD", 0.02), ("Adam", 0.005))
    rows: int = 442
    smallest: float = 0.1


SMALL = Config(width=4, steps=3, rows=20)  # for tests
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def inputs_of_units(network: Network, x: Tensor, layer: int) -> Tensor:
    """The inputs of a hidden layer's units, shape (n, width)."""
    return network.hidden(x)[layer]


@torch.no_grad()
def kill_half(network: Network, x: Tensor, layer: int, margin: float) -> int:
    """Lower the biases of the first half of a layer's units until each input is at most −margin. How many units."""
    largest = inputs_of_units(network, x, layer).max(0).values
    count = len(largest) // 2
    bias = network.layers[layer].bias
    assert isinstance(bias, Tensor)
    bias[:count] -= largest[:count] + margin
    return count


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "first layer, SGD"; metrics after the last update: "back" (share of the dead units whose input is
    positive on a row) and "moved" (share of them whose weights or bias changed)."""
    rows = Rows()
    x, y = diabetes(config.rows)
    for place, layer in LAYERS.items():
        for name, rate in config.rates:
            draws = generator(seed, layer)
            network = Network((10, config.width, config.width, 1), activation("relu"), draws)
            count = kill_half(network, x, layer, config.margin)
            before = [parameter.detach()[:count].clone() for parameter in network.layers[layer].parameters()]
            optimiser = OPTIMISERS[name](network.parameters(), lr=rate)
            for _ in range(config.steps):
                optimiser.zero_grad()
                (network(x)[:, 0] - y).square().mean().backward()
                optimiser.step()
            with torch.no_grad():
                back = (inputs_of_units(network, x, layer)[:, :count] > 0).any(0)
                after = [parameter[:count] for parameter in network.layers[layer].parameters()]
                moved = (after[0] != before[0]).any(1) | (after[1] != before[1])
            rows.add(f"{place}, {name}", "back", back.double().mean(), config.steps)
            rows.add(f"{place}, {name}", "moved", moved.double().mean(), config.steps)
    return rows


run = study_run(one_seed, Config(), "step counts updates")
