"""The slope loss: finite differences and a function with a known Laplacian are the references."""

import math

import pytest
import torch
from torch import nn

from course_lib.studies import of_metric, recorded
from course_lib.studies.eikonal import (
    LONG,
    SMALL,
    distance,
    drawn,
    heard,
    hidden_biases,
    laplacian,
    made,
    slope_loss,
    slopes,
    train,
)
from course_lib.studies.networks import generator


class Known(nn.Module):
    """f(x, y) = x³ + x·y²: its slope is (3x² + y², 2xy) and its Laplacian 8x."""

    def forward(self, x):
        return (x[:, :1] ** 3) + x[:, :1] * x[:, 1:] ** 2


def test_slope_and_laplacian_of_a_known_function():
    x = drawn(50, generator(1))
    f, slope = slopes(Known(), x)
    a, b = x.unbind(1)
    torch.testing.assert_close(f.detach(), a**3 + a * b**2)
    torch.testing.assert_close(slope.detach(), torch.stack([3 * a**2 + b**2, 2 * a * b], 1))
    torch.testing.assert_close(laplacian(Known(), x), 8 * a)


def test_the_laplacian_of_a_network_is_that_of_differences():
    network, x, h = made("softplus", SMALL, 2), drawn(20, generator(2)), 1e-3
    steps = torch.tensor([[h, 0.0], [-h, 0.0], [0.0, h], [0.0, -h]], dtype=torch.float64)
    with torch.no_grad():
        by_differences = (sum(network(x + step) for step in steps) - 4 * network(x))[:, 0] / h**2
    torch.testing.assert_close(laplacian(network, x), by_differences, atol=1e-5, rtol=1e-3)


def test_the_distance_solves_the_equation():
    x = drawn(100, generator(3)).requires_grad_()
    (slope,) = torch.autograd.grad(distance(x, 0.5).sum(), x)
    assert slope.norm(dim=1).sub(1).abs().max() < 1e-12
    assert distance(torch.tensor([[0.3, 0.4], [0.0, 0.0]]), 0.5).tolist() == pytest.approx([0.0, -0.5])


def test_a_relu_network_has_no_bias_gradient_though_the_loss_depends_on_the_biases():
    network, x = made("relu", SMALL, 4), drawn(4000, generator(4))
    biases = [network.get_parameter(name) for name in hidden_biases(network)]
    found = torch.autograd.grad(slope_loss(network, x), biases, allow_unused=True, materialize_grads=True)
    assert all(torch.equal(part, torch.zeros_like(part)) for part in found)
    assert not laplacian(network, x).any()
    before = slope_loss(network, x).item()
    with torch.no_grad():
        biases[0].add_(0.3)
    assert abs(slope_loss(network, x).item() - before) > 1e-3
    assert heard(network, x, SMALL, 4, biases=True) == 0


def test_a_softplus_network_hears_everything():
    network, x = made("softplus β=10", SMALL, 5), drawn(500, generator(5))
    before = [part.detach().clone() for part in network.parameters()]
    for biases in (True, False):
        assert heard(network, x, SMALL, 5, biases) == pytest.approx(1, abs=1e-3)
    for part, old in zip(network.parameters(), before, strict=True):
        torch.testing.assert_close(part.detach(), old, atol=1e-14, rtol=0)


def test_training_lowers_the_error():
    from dataclasses import replace

    config = replace(SMALL, steps=150, width=16)
    network, x = made("softplus β=10", config, 6), drawn(1000, generator(6))
    errors = [(network(x)[:, 0] - distance(x, 0.5)).abs().mean().item()]
    train(network, config, 6)
    errors.append((network(x)[:, 0] - distance(x, 0.5)).abs().mean().item())
    assert errors[1] < errors[0] / 3 and not math.isnan(errors[1])


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("eikonal", again).frame
    assert (of_metric(frame, "bias gradient")["relu"] == 0).all()
    assert (of_metric(frame, "laplacian")["relu"] == 0).all()
    heard_in = of_metric(frame, "heard in biases")
    assert (heard_in["relu"] == 0).all()
    for name in LONG.activations[1:]:
        assert (heard_in[name] - 1).abs().max() < 0.05
