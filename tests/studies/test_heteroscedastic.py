"""A mean and a scale: the loss is that of SciPy, and conditions side by side are conditions alone."""

import math
from dataclasses import replace

import pytest
import torch
from scipy import stats
from torch import nn
from torch.nn import functional as F

from course_lib.studies import StudyError, conclude, difference, recorded
from course_lib.studies.copies import start
from course_lib.studies.data_sets import diabetes
from course_lib.studies.heteroscedastic import CONDITIONS, LONG, SMALL, likelihood, one_seed
from course_lib.studies.networks import generator


def test_the_loss_is_the_negative_log_likelihood_of_a_normal_distribution():
    mean, scale, y = torch.tensor([0.3, -2.0]), torch.tensor([0.5, 30.0]), torch.tensor([1.0, 4.0])
    assert likelihood(mean, scale, y).tolist() == pytest.approx(
        (-stats.norm.logpdf(y, mean, scale)).tolist(), rel=1e-6
    )


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_alone_ends_at_the_same_numbers(name):
    """A slow twin: one network of nn.Linear layers, its own Adam, the rows picked by hand."""
    seed, width = 5, 3
    x, y = diabetes(SMALL.rows)
    order = torch.randperm(28, generator=generator(seed))
    train, choose, test = order[:16], order[16:22], order[22:]
    parts = start((10, width, 2), 1, generator(seed, width))
    network = nn.Sequential(nn.Linear(10, width), nn.Tanh(), nn.Linear(width, 2))
    with torch.no_grad():
        for layer, k in ((network[0], 0), (network[2], 2)):
            layer.weight.copy_(parts[k][0].T)
            layer.bias.copy_(parts[k + 1][0, 0])
    optimiser = torch.optim.Adam(network.parameters(), lr=SMALL.rate)

    def loss(rows, step, one=1.0):
        mean, raw = network(x[rows]).unbind(1)
        if name == "one scale" or ("warm-up" in name and step <= SMALL.warm):
            scale = torch.full_like(mean, one)
        else:
            scale = raw.exp() if name.startswith("exp") else F.softplus(raw + math.log(math.e - 1))
        return -torch.distributions.Normal(mean, scale).log_prob(y[rows]).mean(), F.mse_loss(mean, y[rows])

    best, kept = math.inf, None
    for step in range(1, SMALL.steps + 1):
        optimiser.zero_grad()
        loss(train, step)[0].backward()
        optimiser.step()
        if step % SMALL.every == 0 and not ("warm-up" in name and step <= SMALL.warm):
            with torch.no_grad():
                one = loss(choose, step)[1].sqrt().item()
                now = loss(choose, math.inf, one)[0].item()
                if now < best:
                    found = loss(test, math.inf, one)
                    best, kept = now, (found[0].item(), found[1].sqrt().item(), step)
    rows = {row[2]: row[3] for row in one_seed(SMALL, seed).kept if row[0] == name and row[1] == width}
    assert (rows["likelihood"], rows["error"], rows["updates"]) == pytest.approx(kept, rel=1e-4)


def test_a_warm_up_as_long_as_the_training_is_refused():
    with pytest.raises(StudyError, match="warm-up has fewer updates"):
        one_seed(replace(SMALL, warm=20), 1)


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("heteroscedastic", again).frame
    for width in LONG.widths:
        apart = difference(frame, "likelihood", "softplus, joint", "exp, joint", step=width)
        assert conclude(apart, LONG.smallest) in ("no difference", "not settled")
