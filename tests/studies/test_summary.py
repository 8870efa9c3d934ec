"""Means, intervals and conclusions, against SciPy, by hand, and with samples that must not settle anything."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from course_lib.studies import (
    Interval,
    StudyError,
    by_step,
    calibration,
    conclude,
    difference,
    interval,
    mean_of,
    of_metric,
    summarise,
)


def frame_of(**values):
    """Condition → the metric "loss" of seeds 0, 1, 2 …; the last of two steps counts."""
    rows = []
    for condition, found in values.items():
        for seed, value in enumerate(found):
            rows += [(seed, condition, 0, "loss", 99.0), (seed, condition, 5, "loss", float(value))]
    return pd.DataFrame(rows, columns=["seed", "condition", "step", "metric", "value"])


def test_the_interval_is_students():
    values = np.random.default_rng(1).normal(3.0, 2.0, 12)
    found = interval(values)
    low, high = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.mean == pytest.approx(values.mean()) and found.count == 12


def test_it_covers_the_truth_as_often_as_it_says():
    draws = np.random.default_rng(2).normal(0.0, 1.0, (2000, 6))
    covered = np.mean([(found := interval(row)).low <= 0 <= found.high for row in draws])
    assert 0.93 < covered < 0.97


def test_one_value_settles_nothing():
    found = interval([4.0])
    assert (found.low, found.high) == (-math.inf, math.inf)
    assert conclude(found, 1.0) == "not settled"


def test_differences_are_paired_by_seed():
    """Between seeds the loss varies by 100, within a seed by 1: only pairs see it."""
    base = np.array([0.0, 100.0, 200.0, 300.0, 400.0])
    frame = frame_of(relu=base, softplus=base + np.array([1.0, 1.1, 0.9, 1.0, 1.0]))
    apart = difference(frame, "loss", "softplus")
    assert apart.mean == pytest.approx(1.0) and 0.8 < apart.low < apart.high < 1.2
    assert mean_of(frame, "loss", "softplus").high > 300


def test_a_diverged_run_is_counted_and_left_out():
    frame = frame_of(relu=[1.0, 1.0, 1.0], softplus=[2.0, np.nan, 2.0])
    table = summarise(frame, "loss").set_index("condition")
    assert table.loc["softplus", "diverged"] == 1 and table.loc["softplus", "count"] == 2
    assert table.loc["softplus", "mean"] == 2.0 and table.loc["relu", "difference"] == 0.0
    assert "1 diverged and are left out" in mean_of(frame, "loss", "softplus").in_words()
    assert conclude(difference(frame, "loss", "softplus"), 0.1) == "not settled"


@pytest.mark.parametrize(
    "low, high, said",
    [
        (0.2, 0.3, "larger"),
        (-0.3, -0.2, "smaller"),
        (-0.05, 0.08, "no difference"),
        (0.02, 0.08, "no difference"),
        (-0.1, 0.1, "no difference"),
        (0.05, 0.2, "not settled"),
        (-0.2, 0.05, "not settled"),
        (-5.0, 5.0, "not settled"),
    ],
)
def test_a_conclusion_follows_from_interval_and_smallest_effect(low, high, said):
    assert conclude(Interval((low + high) / 2, low, high, 10), 0.1) == said


@pytest.mark.parametrize("smallest", [0, -1, float("nan")])
def test_no_conclusion_without_a_smallest_effect(smallest):
    with pytest.raises(StudyError, match="fixed before the run"):
        conclude(Interval(0, -1, 1, 5), smallest)


def test_curves_have_an_interval_at_every_step():
    table = by_step(frame_of(relu=[1.0, 2.0, 3.0]), "loss")
    assert list(table["step"]) == [0, 5] and list(table["mean"]) == [99.0, 2.0]
    assert table["low"][1] < 2.0 < table["high"][1] and list(table["count"]) == [3, 3]


def test_calibration_pairs_what_was_predicted_with_what_was_observed():
    rows = [
        (seed, name, group, metric, value + 10 * group + (name == "exp") * 100 + seed)
        for seed in (0, 1, 2)
        for name in ("relu", "exp")
        for metric, value in (("observed", 2.0), ("predicted", 1.0))
        for group in (2, 1)
    ]
    frame = pd.DataFrame(rows, columns=["seed", "condition", "step", "metric", "value"])
    table = calibration(frame).set_index(["condition", "step"])
    assert len(table) == 4 and table.loc[("relu", 1), ["predicted", "mean"]].tolist() == [12.0, 13.0]
    assert table.loc[("exp", 2), ["predicted", "mean"]].tolist() == [122.0, 123.0]
    low, high = stats.ttest_1samp([122.0, 123.0, 124.0], 0).confidence_interval(0.95)
    assert table.loc[("exp", 2), ["low", "high"]].tolist() == pytest.approx([low, high])
    with pytest.raises(StudyError, match="no metric 'share'"):
        calibration(frame, observed="share")


def test_unknown_names_are_told_with_the_known_ones():
    frame = frame_of(relu=[1.0, 2.0])
    with pytest.raises(StudyError, match="no metric 'accuracy'; it has loss"):
        of_metric(frame, "accuracy")
    with pytest.raises(StudyError, match="no condition 'gelu'; it has relu"):
        difference(frame, "loss", "gelu")


def test_words_of_an_interval():
    assert interval([-1.0, -2.0, -3.0]).in_words() == "−2 (95 % interval −4.48 to 0.484, 3 seeds)"
