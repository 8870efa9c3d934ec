"""Intervals of medians: known answers, and how often they cover the truth."""

import math

import numpy as np
import pytest
from scipy import stats

from course_lib.timing.intervals import block_length, median_interval


def test_neighbours_that_are_alike_are_drawn_together():
    draws = np.random.default_rng(1)
    alone = draws.normal(size=200)
    walk = stats.zscore(np.cumsum(draws.normal(size=200)))
    assert block_length(alone) == 1 and 6 < block_length(walk) <= 25
    assert block_length([1.0] * 50) == 1 and block_length([1.0, 2.0]) == 1


def test_one_interruption_is_no_correlation():
    values = np.random.default_rng(2).normal(size=100)
    values[50:52] = 1e6
    assert block_length(values) == 1


def test_the_interval_is_near_the_exact_one_of_order_statistics():
    values = np.random.default_rng(3).normal(size=101)
    low, high = median_interval(values)
    assert median_interval(values) == (low, high)
    values.sort()
    rank = int(stats.binom.ppf(0.025, 101, 0.5))
    assert low == pytest.approx(values[rank], abs=0.15)
    assert high == pytest.approx(values[100 - rank], abs=0.15)


def test_few_values_have_no_interval():
    assert median_interval([1.0, 2.0, 3.0, 4.0]) == (-math.inf, math.inf)
    assert median_interval([2.0] * 9) == (2.0, 2.0)


@pytest.mark.parametrize("drift", [0.0, 0.6])
def test_the_truth_is_covered(drift):
    """300 samples of 60 with median 0; `drift` is the correlation of neighbours' noise."""
    draws, inside = np.random.default_rng(4), 0
    for _ in range(300):
        noise = draws.standard_t(3, size=60)
        slow = np.zeros(60)
        for i in range(1, 60):
            slow[i] = drift * slow[i - 1] + draws.normal() * (drift > 0) * 0.3
        low, high = median_interval(noise + slow, resamples=400)
        inside += low <= 0 <= high
    assert inside / 300 > (0.92 if drift == 0 else 0.85)
