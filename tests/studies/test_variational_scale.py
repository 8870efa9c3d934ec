"""A variational scale: the posterior by numerical integration, the divergence by PyTorch, a loop without autograd."""

import math

import numpy as np
import pytest
import torch
from scipy import integrate, stats

from course_lib.studies import conclude, difference, recorded
from course_lib.studies.networks import generator
from course_lib.studies.variational_scale import LONG, SMALL, arrival, divergence, exact, trained


def test_the_posterior_is_exact():
    y = torch.tensor([0.3, -1.2, 2.0, 0.7], dtype=torch.float64)

    def density(theta):
        return stats.norm.pdf(theta) * np.prod(stats.norm.pdf(y.numpy() - theta))

    mass, first, second = (integrate.quad(lambda t, k=k: t**k * density(t), -8, 8)[0] for k in range(3))
    mean, scale = exact(y)
    assert mean == pytest.approx(first / mass, rel=1e-9)
    assert scale**2 == pytest.approx(second / mass - (first / mass) ** 2, rel=1e-8)


def test_the_divergence_is_that_of_two_normal_distributions():
    y = torch.linspace(-1, 2, 7, dtype=torch.float64)
    mean, scale = torch.tensor([0.0, 0.4]), torch.tensor([1.0, 0.05])
    q, p = torch.distributions.Normal(mean, scale), torch.distributions.Normal(*exact(y))
    assert divergence(mean, scale, y).tolist() == pytest.approx(
        torch.distributions.kl_divergence(q, p).tolist(), rel=1e-5
    )


@pytest.mark.parametrize("name", ["exp", "softplus", "square"])
def test_a_loop_without_autograd_takes_the_same_way(name):
    y = torch.linspace(-1, 2, 10, dtype=torch.float64)
    _, found = trained(SMALL, ["square", name], torch.ones(2, dtype=torch.float64), y, "SGD", 0.1, seed=6)
    m, r = 0.0, {"exp": 0.0, "softplus": math.log(math.e - 1), "square": 1.0}[name]
    ways = []
    for draw in torch.randn(SMALL.steps, generator=generator(6, 3), dtype=torch.float64).tolist():
        s, slope = {
            "exp": (math.exp(r), math.exp(r)),
            "softplus": (math.log1p(math.exp(r)), 1 / (1 + math.exp(-r))),
            "square": (r * r, 2 * r),
        }[name]
        ways.append(s * math.sqrt(11))
        pull = y.sum().item() - 11 * (m + s * draw)
        m, r = m + 0.1 * pull / 10, r + 0.1 * (pull * draw + 1 / s) * slope / 10
    assert found[:, 1].tolist() == pytest.approx(ways, rel=1e-9)


def test_arrival_is_the_first_ten_that_are_close():
    ratio = torch.tensor([3.0] * 20 + [1.5, 0.6] * 5 + [9.0] * 10)
    assert arrival(SMALL, ratio) == 20
    assert arrival(SMALL, torch.full((30,), 2.0)) == SMALL.steps + 1


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("variational_scale", again).frame
    for rows in LONG.rows:
        apart = difference(frame, "KL", "softplus, SGD, start exact", "exp, SGD, start exact", step=rows)
        assert conclude(apart, LONG.smallest) == "no difference"
    late = difference(frame, "updates", "softplus, SGD, start 1", "softplus, SGD, start exact", step=442)
    assert late.low > LONG.smallest_updates
