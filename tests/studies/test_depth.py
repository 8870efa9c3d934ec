"""Training by depth: a slow twin, each way's start, and what the recorded runs say."""

import math

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from course_lib.studies import conclude, difference, recorded
from course_lib.studies.data_sets import digits
from course_lib.studies.depth import LONG, SMALL, WAYS, gradient_noise, made, one_seed, train
from course_lib.studies.networks import batches, generator


def twin(way, depth):
    """The same network out of PyTorch's own layers, with the weights of `made`."""
    name, _, over = WAYS[way]
    layers, width = [], SMALL.width
    for inputs, outputs in zip([64, *[width] * (depth - 1)], [width] * depth, strict=True):
        layers += [nn.Linear(inputs, outputs)]
        layers += [nn.LayerNorm(width, elementwise_affine=False)] if over == "units" else []
        layers += [nn.BatchNorm1d(width, affine=False)] if over == "images" else []
        layers += [nn.ReLU() if name == "relu" else nn.Softplus()]
    network = nn.Sequential(*layers, nn.Linear(width, 10))
    with torch.no_grad():
        for to, source in zip(network.parameters(), made(way, depth, SMALL, 5).parameters(), strict=True):
            to.copy_(source)
    return network


@pytest.mark.parametrize("way", SMALL.ways)
def test_a_slow_twin_trains_to_the_same_loss(way):
    data, network = digits(SMALL.rows), twin(way, 2)
    optimiser = torch.optim.Adam(network.parameters(), lr=0.003)
    order = batches(len(data.inputs), SMALL.batch, generator(5, 1, 0))
    for chosen in reversed(order[-SMALL.steps :]):
        optimiser.zero_grad()
        F.cross_entropy(network(data.inputs[chosen]), data.labels[chosen]).backward()
        optimiser.step()
    found = {(row[0], row[1], row[2]): row[3] for row in one_seed(SMALL, 5).kept}
    loss = F.cross_entropy(network(data.inputs), data.labels).item()
    assert found[way, 2, "loss"] == pytest.approx(loss, rel=1e-4)
    assert found[way, 2, "rate"] == 0.003


@pytest.mark.parametrize("way", WAYS)
def test_every_way_starts_with_its_gain_from_the_same_numbers(way):
    _, gain, _ = WAYS[way]
    ours, relu = made(way, 2, LONG, 1), made("relu", 2, LONG, 1)
    for one, other in zip(ours.layers, relu.layers, strict=True):
        torch.testing.assert_close(one.weight, other.weight * math.sqrt(gain / 2))


def test_the_gains_keep_what_they_say():
    """1.0855 keeps E f(z)² and 3.4086 E f′(z)² at 1 for z ~ N(0, 1); 3.683 keeps the variance. By SciPy's quadrature."""
    from scipy.integrate import quad

    def mean(g):
        return quad(lambda z: g(z) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi), -12, 12)[0]

    def f(z):
        return math.log1p(math.exp(z))

    assert WAYS["softplus, forward kept"][1] * mean(lambda z: f(z) ** 2) == pytest.approx(1, abs=1e-3)
    assert WAYS["softplus, backward kept"][1] * mean(
        lambda z: (1 / (1 + math.exp(-z))) ** 2
    ) == pytest.approx(1, abs=1e-3)
    assert WAYS["softplus, centred"][1] * (mean(lambda z: f(z) ** 2) - mean(f) ** 2) == pytest.approx(
        1, abs=1e-3
    )


def test_the_noise_is_that_of_the_batches():
    network = made("relu", 1, SMALL, 2)
    data, gradients = digits(SMALL.rows), []
    for chosen in batches(len(data.inputs), SMALL.batch, generator(2, 2)):
        network.zero_grad()
        F.cross_entropy(network(data.inputs[chosen]), data.labels[chosen]).backward()
        gradients.append(nn.utils.parameters_to_vector(p.grad for p in network.parameters()).double())
    mean = sum(gradients) / len(gradients)
    spread = math.sqrt(sum((g - mean).norm().item() ** 2 for g in gradients) / len(gradients))
    assert gradient_noise(network, SMALL, 2) == pytest.approx(spread / mean.norm().item(), rel=1e-4)


def test_training_that_diverges_is_told():
    network = made("relu", 2, SMALL, 3)
    assert all(math.isnan(value) for value in train(network, SMALL, 1e30, 3))


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("depth", again).frame
    assert conclude(difference(frame, "accuracy", "softplus", step=16), LONG.smallest) == "smaller"
    assert difference(frame, "loss", "softplus, centred", step=16).high < 0
    assert difference(frame, "accuracy", "softplus, batch norm", step=32).low > 0
    assert difference(frame, "noise", "softplus", step=4).high < 0  # less noise, and no faster
