"""Targets with and without corners: known waves, months in their order, and a slow twin."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.signal import sawtooth
from statsmodels.datasets import elnino
from torch import nn
from torch.nn import functional as F

from course_lib.studies import conclude, difference, recorded
from course_lib.studies.copies import start
from course_lib.studies.networks import generator
from course_lib.studies.smooth_targets import LONG, SMALL, fitted, made, months, parts_of, tent


def test_a_tent_has_the_period_and_the_height_of_the_sine():
    t = torch.linspace(-2, 2, 401, dtype=torch.float64)
    by_scipy = sawtooth(np.pi * t.numpy() + np.pi / 2, width=0.5)
    assert np.abs(tent(t).numpy() - by_scipy).max() < 1e-6


def test_the_noise_is_on_the_target_alone():
    x, noisy, clean = made("sines", replace(SMALL, rows=4000), generator(1))
    torch.testing.assert_close(clean, torch.sin(math.pi * x).sum(1))
    assert (noisy - clean).std().item() == pytest.approx(SMALL.noise, rel=0.05)


def test_a_window_is_twelve_months_and_the_next():
    table = elnino.load_pandas().data
    x, y = months(LONG)
    all_months = table.drop(columns="YEAR").to_numpy().ravel()
    scaled = (all_months - all_months.mean()) / all_months.std()
    assert len(x) == 732 - 12
    assert x[100].tolist() == pytest.approx(scaled[100:112].tolist(), abs=1e-5)
    assert y[100].item() == pytest.approx(scaled[112], abs=1e-5)


def test_the_blocks_of_time_hardly_meet():
    (x, _), (choose, _), (test, _) = parts_of("sea temperatures", LONG, 3)
    windows = {tuple(row) for part in (x, choose, test) for row in part.tolist()}
    assert len(windows) == 720 and len(x) == 360 and len(test) == 180
    firsts = months(LONG)[0][:, 0]
    place = [int((months(LONG)[0] == row).all(1).nonzero()) for row in test]
    steps = {(b - a) % len(firsts) for a, b in itertools.pairwise(place)}
    assert steps == {1}  # one block


@pytest.mark.parametrize("target", LONG.targets)
def test_a_slow_twin_ends_at_the_same_error(target):
    config = replace(SMALL, rates=(0.01,), steps=20, every=5)
    (x, y), (choose_x, choose_y), (test_x, test_y) = parts_of(target, config, 6)
    parts = start((x.shape[1], 4, 4, 1), 1, generator(6, 3))
    network = nn.Sequential(
        nn.Linear(x.shape[1], 4), nn.Softplus(), nn.Linear(4, 4), nn.Softplus(), nn.Linear(4, 1)
    )
    with torch.no_grad():
        for layer, k in ((0, 0), (2, 2), (4, 4)):
            network[layer].weight.copy_(parts[k][0].T)
            network[layer].bias.copy_(parts[k + 1][0, 0])
    optimiser, found = torch.optim.Adam(network.parameters(), lr=0.01), []
    for step in range(1, 21):
        optimiser.zero_grad()
        F.mse_loss(network(x)[:, 0], y).backward()
        optimiser.step()
        if step % 5 == 0:
            with torch.no_grad():
                error = F.mse_loss(network(test_x)[:, 0], test_y).sqrt() / test_y.std(correction=0)
                found.append((F.mse_loss(network(choose_x)[:, 0], choose_y).item(), error.item()))
    error, rate = fitted(target, "softplus", config, 6)
    assert error == pytest.approx(min(found)[1], rel=1e-3) and rate == 0.01


def test_training_that_diverges_is_told():
    assert math.isnan(fitted("sines", "relu", replace(SMALL, rates=(1e30,)), 1)[0])


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("smooth_targets", again).frame
    sines = difference(frame, "error", "sines, softplus", "sines, relu")
    assert conclude(sines, LONG.smallest) in ("smaller", "not settled") and sines.mean < 0
