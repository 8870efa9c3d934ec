"""Dead ReLU units: in the first layer they stay, in the second some come back."""

import pytest
import torch

from course_lib.studies import mean_of, recorded
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import Network, generator
from course_lib.studies.revived import LAYERS, LONG, SMALL, kill_half, one_seed


@pytest.mark.parametrize("layer", LAYERS.values())
def test_half_of_the_layer_is_dead_by_the_margin(layer):
    x, _ = diabetes(60)
    network = Network((10, 6, 6, 1), torch.relu, generator(1))
    h = x
    for before in network.layers[:layer]:
        h = torch.relu(before(h))
    assert kill_half(network, x, layer, 0.1) == 3
    largest = network.layers[layer](h).max(0).values
    assert largest[:3].tolist() == pytest.approx([-0.1] * 3, abs=1e-5) and (largest[3:] > 0).all()


def test_a_slow_twin_brings_back_the_same_units():
    x, y = diabetes(SMALL.rows)
    found = {(row[0], row[2]): row[3] for row in one_seed(SMALL, 2).kept}
    network = Network((10, 4, 4, 1), torch.relu, generator(2, 1))
    kill_half(network, x, 1, SMALL.margin)
    for _ in range(SMALL.steps):
        loss = ((network(x)[:, 0] - y) ** 2).mean()
        for parameter, gradient in zip(
            network.parameters(), torch.autograd.grad(loss, list(network.parameters())), strict=True
        ):
            parameter.data -= dict(SMALL.rates)["SGD"] * gradient
    back = [bool((network.hidden(x)[1][:, unit] > 0).any()) for unit in range(2)]
    assert found["second layer, SGD", "back"] == sum(back) / 2


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("revived", again).frame
    for optimiser in ("SGD", "Adam"):
        assert mean_of(frame, "moved", f"first layer, {optimiser}").mean == 0
        assert mean_of(frame, "back", f"second layer, {optimiser}").low > LONG.smallest
