"""Units that a high rate leaves behind: PyTorch's own network has the same; a diverged one is told, not counted."""

import math
from dataclasses import replace

import pytest
import torch
from torch import nn

from course_lib.studies import difference, mean_of, recorded
from course_lib.studies.copies import start
from course_lib.studies.data_sets import diabetes
from course_lib.studies.kill_by_rate import LITTLE_SLOPE, SMALL, Config, one_seed, run, traced
from course_lib.studies.networks import generator


def no_slope_of(net, x, name):
    """Which hidden units have hardly any slope: for both functions the largest sum has the largest slope."""
    largest = torch.cat([net[0](x), net[2](net[1](net[0](x)))], 1).amax(0)
    slope = (largest > 0).double() if name == "relu" else torch.sigmoid(largest.double())
    return slope < LITTLE_SLOPE


@pytest.mark.parametrize("name, module", [("relu", nn.ReLU), ("softplus", nn.Softplus)])
def test_a_slow_twin_counts_the_same(name, module):
    x, y = diabetes()
    y = y[:, None]
    config = replace(SMALL, rates=(0.02, 0.3), activations=(name,), steps=8)
    found = {(row[0], row[2]): row[3] for row in one_seed(config, 5).kept}
    for rate in config.rates:
        parts = [part[0].detach() for part in start((10, 32, 32, 1), 1, generator(5))]
        net = nn.Sequential(nn.Linear(10, 32), module(), nn.Linear(32, 32), module(), nn.Linear(32, 1))
        with torch.no_grad():
            for layer in (0, 1, 2):
                net[2 * layer].weight.copy_(parts[2 * layer].T)
                net[2 * layer].bias.copy_(parts[2 * layer + 1][0])
        steps = torch.optim.SGD(net.parameters(), lr=rate)
        for step in range(config.steps):
            if step == config.early:
                early = no_slope_of(net, x, name)
            steps.zero_grad()
            (net(x) - y).square().mean().backward()
            steps.step()
        largest = torch.cat([net[0](x), net[2](net[1](net[0](x)))], 1).amax(0)
        condition = f"{name}, rate {rate:g}"
        assert found[condition, "silent"] == (largest < 0).double().mean().item()
        late = no_slope_of(net, x, name)
        assert found[condition, "no slope"] == late.double().mean().item()
        assert found[condition, "no slope since early"] == (late & early).double().mean().item()
        assert found[condition, "loss"] == pytest.approx((net(x) - y).square().mean().item(), rel=1e-3)


def test_divergence_is_told():
    frame = run(replace(SMALL, rates=(1e4, 1e5), steps=30, activations=("relu",)), (0, 1))
    lost = frame[(frame["condition"] == "relu, rate 100000") & (frame["metric"] != "diverged")]
    if lost["value"].isna().any():
        assert (frame["metric"] == "diverged").any() and lost["value"].isna().all()
    else:  # it died before it could grow without end
        assert (lost[lost["metric"] == "no slope"]["value"] > 0.3).all()
    frame = run(replace(SMALL, rates=(10.0,), steps=60, activations=("leaky_relu",)), (0, 1))
    assert math.isnan(mean_of(frame, "silent", "leaky_relu, rate 10").mean)


@pytest.mark.parametrize("name", ["relu", "softplus", "gelu"])
def test_a_trace_ends_where_the_study_ends(name):
    config = Config(rates=(0.2,), activations=(name,), steps=12)
    frame = traced(config, name, 0.2, seed=4, every=2)
    assert list(frame.columns) == ["unit", "step", "slope"]
    assert sorted(set(frame["step"])) == [0, 2, 4, 6, 8, 10, 12] and len(frame) == 7 * 64
    marked = frame.assign(marked=frame["slope"] < LITTLE_SLOPE).pivot(
        index="unit", columns="step", values="marked"
    )
    found = {row[2]: row[3] for row in one_seed(config, 4).kept}
    assert marked[12].mean() == found["no slope"]
    assert (marked[12] & marked[10]).mean() == found["no slope since early"]


def test_a_trace_of_a_start_has_slopes_of_zero_and_one_only():
    frame = traced(replace(SMALL, steps=0), "relu", 0.1, seed=1)
    assert set(frame["slope"]) <= {0.0, 1.0} and set(frame["step"]) == {0}


def test_a_trace_stops_before_it_diverges():
    frame = traced(replace(SMALL, steps=200), "leaky_relu", 1e6, seed=1, every=1)
    assert 0 < frame["step"].max() < 200 and frame["slope"].map(math.isfinite).all()


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("kill_by_rate", again).frame
    assert difference(frame, "no slope", "relu, rate 0.2", "relu, rate 0.03").low > 0
    assert mean_of(frame, "no slope", "leaky_relu, rate 0.1").high == 0
