"""Units killed on purpose: PyTorch's own layers and optimisers find the same; a dead ReLU unit of layer 1 never moves."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from course_lib.studies import StudyError, conclude, difference, mean_of, recorded
from course_lib.studies.copies import start
from course_lib.studies.data import diabetes
from course_lib.studies.killed import KILLS, LONG, SMALL, one_seed, run
from course_lib.studies.networks import generator


@pytest.mark.parametrize("optimiser", ["SGD", "Adam"])
@pytest.mark.parametrize("name, module", [("relu", nn.ReLU), ("softplus", nn.Softplus)])
def test_a_slow_twin_of_half_a_layer(optimiser, name, module):
    x, y = diabetes()
    config = replace(SMALL, optimisers=(optimiser,), activations=(name,), steps=5)
    parts = [part[0].detach() for part in start((10, 32, 32, 1), 1, generator(3))]
    net = nn.Sequential(nn.Linear(10, 32), module(), nn.Linear(32, 32), module(), nn.Linear(32, 1))
    with torch.no_grad():
        for layer in (0, 1, 2):
            net[2 * layer].weight.copy_(parts[2 * layer].T)
            net[2 * layer].bias.copy_(parts[2 * layer + 1][0])
        net[0].bias[:16] = -20.0
    before = net[0].weight[:16].detach().clone(), net[0].bias[:16].detach().clone()
    steps = getattr(torch.optim, optimiser)(
        net.parameters(), lr=dict(zip(("SGD", "Adam"), config.rates, strict=True))[optimiser]
    )
    for _ in range(config.steps):
        steps.zero_grad()
        (net(x) - y).square().mean().backward()
        steps.step()
    found = {row[2]: row[3] for row in one_seed(config, 3).kept if row[0] == f"{name}, {optimiser}, half"}
    assert found["loss"] == pytest.approx((net(x) - y).square().mean().item(), rel=1e-4)
    assert found["highest"] == pytest.approx(net[0](x)[:, :16].amax(0).mean().item(), rel=1e-5)
    assert found["back"] == (net[0](x)[:, :16].amax(0) > 0).double().mean().item()
    if name == "relu":
        assert found["moved"] == 0
        assert torch.equal(net[0].weight[:16], before[0]) and torch.equal(net[0].bias[:16], before[1])


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("killed", again).frame
    for optimiser in LONG.optimisers:
        for kind in KILLS:  # nothing moves a dead unit whose inputs are the data
            if kind != "none" and "layer 2" not in kind:
                assert mean_of(frame, "moved", f"relu, {optimiser}, {kind}").high == 0
                assert mean_of(frame, "back", f"relu, {optimiser}, {kind}").high == 0
        assert mean_of(frame, "loss", f"relu, {optimiser}, all").mean == pytest.approx(1.0, abs=1e-3)
    one = difference(frame, "loss", "relu, SGD, one", "relu, SGD, none")
    assert conclude(one, LONG.smallest) == "no difference"


def test_two_runs_give_the_same_frame_and_an_unknown_kill_is_refused():
    assert run(SMALL, (0, 1)).equals(run(SMALL, (0, 1)))
    with pytest.raises(StudyError, match="quarter"):
        run(replace(SMALL, kills=("none", "quarter")), (0, 1))
