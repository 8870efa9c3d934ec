"""A ReLU at the output: a network that starts dead stays as it is; runs side by side are runs alone."""

import pytest
import torch
from torch.nn import functional as F

from course_lib.studies import difference, mean_of, recorded
from course_lib.studies.networks import generator
from course_lib.studies.output_relu import LONG, SMALL, before_output, density, inputs, one_seed, start


def test_a_slow_twin_trains_to_the_same_error():
    x, features = inputs(SMALL)
    found = {(row[0], row[2]): row[3] for row in one_seed(SMALL, 4).kept}
    errors = []
    for run in range(SMALL.runs):
        parts = [part[run].detach().clone().requires_grad_() for part in start(SMALL, 2, generator(4, 2))]
        optimiser = torch.optim.Adam(parts, lr=SMALL.rate)

        def loss(parts=parts):
            h = features
            for k in (0, 2):
                h = F.relu(h @ parts[k] + parts[k + 1])
            return (F.softplus(h @ parts[4] + parts[5])[:, 0] - density(x)).square().mean()

        for _ in range(SMALL.steps):
            optimiser.zero_grad()
            loss().backward()
            optimiser.step()
        errors.append(loss().item() / density(x).square().mean().item())
    assert found["softplus, 2 layers", "error"] == pytest.approx(
        torch.tensor(errors).median().item(), rel=1e-4
    )


def test_a_dead_network_gets_no_gradient_with_relu_and_one_with_softplus():
    _, features = inputs(SMALL)
    parts = start(SMALL, 2, generator(1))
    with torch.no_grad():
        parts[-1].fill_(-100.0)
    z = before_output(parts, features)
    for output, moves in ((torch.relu, False), (F.softplus, True)):
        gradients = torch.autograd.grad((output(z) - 1).square().sum(), parts, retain_graph=True)
        assert any(bool(gradient.any()) for gradient in gradients) == moves


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("output_relu", again).frame
    for layers in LONG.layers:
        relu = f"relu, {layers} layers"
        assert mean_of(frame, "dead at the start", f"softplus, {layers} layers").mean == 0
        # a network that starts dead cannot be trained
        wide = frame[frame["condition"] == relu].pivot(index="seed", columns="metric", values="value")
        assert (wide["trained"] <= 1 - wide["dead at the start"] + 1e-12).all()
    assert difference(frame, "trained", "softplus, 6 layers", "relu, 6 layers").low > 0
