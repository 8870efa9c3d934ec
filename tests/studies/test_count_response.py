"""Counts with three responses: statsmodels' regression and SciPy's optimiser find the same weights."""

import numpy as np
import pytest
import statsmodels.api as sm
import torch
from scipy import optimize, stats

from course_lib.studies import StudyError, conclude, difference, mean_of, recorded
from course_lib.studies.count_response import (
    LONG,
    SMALL,
    aic,
    deviance,
    fit,
    one_seed,
    with_one_wrong_count,
)
from course_lib.studies.data_sets import doctor_visits

NUMPY = {
    "exp": np.exp,
    "softplus": lambda z: np.logaddexp(0.0, z),
    "squareplus": lambda z: (z + np.sqrt(z * z + 4)) / 2,
}


def test_the_exponential_response_is_the_generalised_linear_model_of_statsmodels():
    x, y = doctor_visits()
    oracle = sm.GLM(y.numpy(), x.numpy(), family=sm.families.Poisson()).fit()
    w = fit("exp", x, y)
    assert np.abs(w.numpy() - oracle.params).max() < 1e-9  # the course promises 1e-4
    means = torch.exp(x @ w)
    assert float(deviance(y, means).sum()) == pytest.approx(oracle.deviance, rel=1e-10)
    assert aic(y, means, len(w)) == pytest.approx(oracle.aic, rel=1e-10)


@pytest.mark.parametrize("name", NUMPY)
@pytest.mark.parametrize("wrong", [False, True])
def test_another_optimiser_finds_the_same_weights(name, wrong):
    x, y = doctor_visits(600)
    y = with_one_wrong_count(y, 3.0) if wrong else y

    def loss(w):
        means = NUMPY[name](x.numpy() @ w)
        return -stats.poisson.logpmf(y.numpy(), means).mean() if (means > 0).all() else np.inf

    w = fit(name, x, y).numpy()
    start = w + 0.05 * np.cos(np.arange(len(w)))
    found = optimize.minimize(loss, start, method="BFGS", options={"gtol": 1e-7})
    assert loss(w) <= found.fun + 1e-9
    assert np.abs(w - found.x).max() < 1e-3


def test_predictors_that_are_sums_of_others_are_refused():
    x, y = doctor_visits(200)
    with pytest.raises(StudyError, match="predictor that is a sum of others"):
        fit("exp", torch.cat([x, x[:, :1]], dim=1), y)


def test_one_wrong_count_changes_one_number():
    _, y = doctor_visits(200)
    wrong = with_one_wrong_count(y)
    assert (wrong != y).sum() == 1 and wrong.max() == 100 * y.max()


def test_the_groups_hold_every_test_row_once():
    rows = {(row[0], row[2], row[1]): row[3] for row in one_seed(SMALL, 1).kept}
    _, y = doctor_visits(SMALL.rows)
    observed = [rows["exp", "observed", group] for group in range(1, SMALL.groups + 1)]
    other = [
        {(row[0], row[2], row[1]): row[3] for row in one_seed(SMALL, 0).kept}["exp", "observed", group]
        for group in range(1, SMALL.groups + 1)
    ]
    # two halves, each tested on the other: together all rows
    assert (np.mean(observed) + np.mean(other)) / 2 == pytest.approx(y.mean().item(), rel=1e-12)


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("count_response", again).frame
    apart = difference(frame, "deviance", "softplus", "exp")
    assert conclude(apart, LONG.smallest) == "no difference"
    ratios = [mean_of(frame, "top ratio", name) for name in ("exp", "softplus")]
    assert ratios[0].low > 1 and ratios[1].mean < 1
