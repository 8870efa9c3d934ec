"""Units pushed to the left: networks side by side are networks alone; what gets no gradient stays."""

import pytest
import torch
from sklearn.datasets import load_diabetes
from torch.nn import functional as F

from course_lib.studies import conclude, difference, mean_of, recorded
from course_lib.studies.data_sets import diabetes
from course_lib.studies.killed import LONG, PUSHED, SMALL, numbers_pushed, one_seed, output, start


def test_a_slow_twin_finds_the_same_error():
    x, y = (torch.tensor(part[: SMALL.rows]) for part in load_diabetes(return_X_y=True, scaled=False))
    x, y = (((t - t.mean(0)) / t.std(0, correction=0)).float() for t in (x, y))
    found = {(row[0], row[1]): row[3] for row in one_seed(SMALL, 4).kept if row[2] == "error"}
    for copy, pushed in enumerate(PUSHED):
        parts = [part[copy].detach().clone().requires_grad_() for part in start(SMALL, 4)]
        optimiser = torch.optim.Adam(parts, lr=dict(SMALL.rates)["Adam"])
        for step in range(SMALL.steps + 1):
            h = F.softplus(F.softplus(x @ parts[0] + parts[1]) @ parts[2] + parts[3])
            loss = ((h @ parts[4] + parts[5])[:, 0] - y).square().mean()
            if step % SMALL.report == 0:
                assert found[f"softplus, Adam, {pushed} pushed", step] == pytest.approx(loss.item(), rel=1e-4)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()


def test_the_control_differs_in_the_pushed_biases_only():
    parts = start(SMALL, 1)
    for k, part in enumerate(parts):
        same = (part == part[:1]).flatten(1).all(1)
        assert same.tolist() == [True, k != 1, k != 1, k != 1]
    assert (
        [(bias == SMALL.push).sum().item() for bias in parts[1]]
        == list(numbers_pushed(SMALL))
        == [0, 1, 2, 4]
    )


@pytest.mark.parametrize(
    "function, moves", [(torch.relu, False), (F.gelu, False), (F.leaky_relu, True), (F.softplus, True)]
)
def test_a_pushed_layer_gets_a_gradient_or_none(function, moves):
    """GELU's slope at −20 is 0 in float32, too: −20·Φ(−20) + … is below the smallest number that its formula keeps."""
    parts = start(LONG, 1)
    prediction, z = output(parts, diabetes()[0], function)
    assert (z[3] < 0).all()
    prediction[3].sum().backward()
    assert bool(parts[1].grad[3].any()) == bool(parts[0].grad[3].any()) == moves


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("killed", again).frame
    for optimiser in ("SGD", "Adam"):
        dead = mean_of(frame, "error", f"relu, {optimiser}, all pushed")
        assert dead.low > 0.95  # a constant: the mean of the target
        assert mean_of(frame, "left", f"relu, {optimiser}, all pushed").mean == 1
        one = difference(frame, "error", f"relu, {optimiser}, one pushed", f"relu, {optimiser}, none pushed")
        assert conclude(one, LONG.smallest) == "no difference"
    assert mean_of(frame, "error", "softplus, SGD, all pushed").low > 0.95
    assert mean_of(frame, "error", "softplus, Adam, all pushed").high < 0.95
