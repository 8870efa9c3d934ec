"""Attacks and explanations: of a linear network both are known."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from course_lib.studies import difference, of_metric, recorded
from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import digits
from course_lib.studies.input_changes import LONG, SMALL, angle, attacked, explanation, one_seed, right, train
from course_lib.studies.networks import Network, generator


def test_the_worst_change_of_a_linear_classifier_is_its_sign():
    """Two classes: the loss grows along w₁ − w₀, and no box change is worse than ±reach along its sign."""
    linear = nn.Linear(64, 2, bias=False)
    with torch.no_grad():
        linear.weight.normal_(generator=generator(1))
    x = torch.rand(7, 64, generator=generator(2)) * 0.4 + 0.3
    labels = torch.tensor([0, 1, 0, 1, 1, 0, 1])
    towards = (linear.weight[1] - linear.weight[0]).sign() * (1 - 2 * labels)[:, None]
    torch.testing.assert_close(attacked(linear, x, labels, 0.1, 8), (x + 0.1 * towards).detach())


def test_an_attack_stays_within_its_reach_and_the_pixels():
    network, data = Network((64, 8, 10), activation("softplus"), generator(3)), digits(100)
    moved = attacked(network, data.inputs, data.labels, 0.2, 5)
    assert (moved - data.inputs).abs().max() <= 0.2 + 1e-6
    assert moved.min() >= 0 and moved.max() <= 1
    loss = nn.functional.cross_entropy
    assert loss(network(moved), data.labels) > loss(network(data.inputs), data.labels)


def test_the_explanation_is_the_slope_in_each_pixel():
    network, x = Network((64, 8, 10), activation("softplus"), generator(4)), digits(20).inputs[:3]
    classes, h = torch.tensor([3, 0, 9]), 1e-2
    network, x = network.double(), x.double()
    found = explanation(network, x, classes)
    for pixel in (10, 37):
        step = torch.zeros(64, dtype=torch.float64)
        step[pixel] = h
        up, down = (network(x + s * step).gather(1, classes[:, None])[:, 0] for s in (1, -1))
        torch.testing.assert_close(found[:, pixel], ((up - down) / (2 * h)).detach(), atol=1e-4, rtol=1e-3)


def test_the_angle_is_that_of_numpy_and_a_linear_network_does_not_turn():
    network, x = Network((64, 8, 10), activation("gelu"), generator(5)), digits(40).inputs
    noisy, classes = x + 0.3 * torch.randn(x.shape, generator=generator(6)), torch.arange(len(x)) % 10
    one, other = (explanation(network, part, classes).double().numpy() for part in (x, noisy))
    cosines = (one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    assert angle(network, x, noisy, classes).item() == pytest.approx(np.degrees(np.arccos(cosines)).mean())
    assert angle(nn.Linear(64, 10), x, noisy, classes).item() < 1e-3
    assert angle(lambda z: z[:, :10] * 0, x, noisy, classes).item() == pytest.approx(90)


def test_training_on_attacked_images_makes_attacks_fail_more_often():
    config, data, found = replace(SMALL, rows=600, width=32, batch=64, steps=80), digits(600), []
    for attack in (False, True):
        network = Network((64, 32, 10), activation("relu"), generator(7))
        train(network, config, 7, attack)
        found.append(
            right(network, attacked(network, data.test_inputs, data.test_labels, 0.1, 10), data.test_labels)
        )
    assert found[1] > found[0] + 0.1


def test_every_condition_has_its_rows():
    kept = {(row[0], row[2]) for row in one_seed(SMALL, 1).kept}
    both = {"angle", "accuracy", "attacked", "hardened accuracy", "hardened"}
    assert {metric for name, metric in kept if name == "softplus β=1"} == both
    assert ("relu, explained by softplus β=1", "angle") in kept


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("input_changes", again).frame
    assert difference(frame, "angle", "softplus β=1").high < 0
    assert difference(frame, "hardened", "softplus β=1").high < 0
    assert of_metric(frame, "hardened").mean().idxmax() in ("softplus β=4", "softplus β=10", "softplus β=16")
    assert math.isfinite(LONG.smallest)
