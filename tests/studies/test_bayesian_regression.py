"""A regression with two positive parameters: the likelihood by SciPy, the posterior by integration and by drawing."""

import math
from dataclasses import replace

import pytest
import torch
from scipy import integrate, stats

from course_lib.studies import difference, recorded
from course_lib.studies.bayesian_regression import (
    LONG,
    RESPONSES,
    SMALL,
    Posterior,
    effective,
    log_prior,
    metropolis,
    slope,
    weights,
)
from course_lib.studies.data_sets import diabetes
from course_lib.studies.networks import generator

CONFIG = replace(SMALL, grid=160, chains=2000, steps=60)
LOG_S = torch.linspace(math.log(0.005), math.log(20.0), CONFIG.grid, dtype=torch.float64)


@pytest.fixture(scope="module")
def posterior():
    inputs, target = (part[:12].double() for part in diabetes())
    return Posterior(inputs, target)


@pytest.fixture(scope="module")
def likelihood(posterior):
    s = LOG_S.exp()
    return torch.stack([posterior.log_likelihood(one.expand_as(s), s) for one in s])


def test_the_likelihood_is_that_of_the_normal_distribution_with_w_integrated_away(posterior):
    inputs, target = (part[:12].double() for part in diabetes())
    for s, t in ((0.3, 1.7), (1.2, 0.05)):
        spread = s**2 * torch.eye(12) + t**2 * inputs @ inputs.T
        expected = stats.multivariate_normal.logpdf(target.numpy(), cov=spread.numpy())
        found = posterior.log_likelihood(*(torch.tensor(v, dtype=torch.float64) for v in (s, t)))
        assert found.item() == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize("name", RESPONSES)
@pytest.mark.parametrize("prior", ["of s", "of r"])
def test_the_grid_has_the_mean_that_integration_over_the_raw_numbers_has(name, prior, posterior, likelihood):
    low, high = {"exp": (-5, 3), "softplus": (-5, 8), "square": (0.05, 3)}[name]
    points = torch.linspace(low, high, 300, dtype=torch.float64)
    raw = torch.stack(torch.meshgrid(points, points, indexing="ij"))
    s, t = RESPONSES[name][0](raw)
    if prior == "of r":
        log_p = -0.5 * (raw**2).sum(0)
    else:
        log_p = log_prior(s) + log_prior(t) + slope(name, raw).abs().log().sum(0)
    table = (posterior.log_likelihood(s, t) + log_p + 20).exp()
    mass = integrate.simpson(integrate.simpson(table.numpy()))
    expected = integrate.simpson(integrate.simpson((table * s).numpy())) / mass
    found = (weights(name, prior, LOG_S, likelihood).sum(1) * LOG_S.exp()).sum().item()
    assert found == pytest.approx(expected, rel=5e-3)


@pytest.mark.parametrize("name", RESPONSES)
def test_the_sampler_keeps_the_posterior(name, posterior, likelihood):
    share = weights(name, "of s", LOG_S, likelihood)
    chains = metropolis(CONFIG, name, posterior, share, LOG_S, generator(4))
    mean = (share.sum(1) * LOG_S).sum()
    deviation = ((share.sum(1) * LOG_S**2).sum() - mean**2).sqrt()
    assert abs(chains[-1].mean() - mean) < 5 * deviation / math.sqrt(CONFIG.chains)
    assert abs(chains[-1].std() / deviation - 1) < 0.15


def test_effective_draws():
    fresh = torch.randn(50, 4000, generator=generator(1), dtype=torch.float64)
    assert effective(fresh) == pytest.approx(1.0, abs=0.1)
    assert effective(fresh.repeat_interleave(5, dim=0)) == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("bayesian_regression", again).frame
    for rows in LONG.rows:
        same = difference(frame, "s", "exp, prior of s", "softplus, prior of s", step=rows)
        assert abs(same.mean) < 1e-9  # one posterior, three names
