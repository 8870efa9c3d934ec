"""Verdicts on samples that are known, and what a comparison refuses."""

import math
import time

import numpy as np
import pytest
import torch

from course_lib.timing import FASTER, SAME, SLOWER, UNCLEAR, Comparison, TimingError, compare


def made(ratio, noise, control=1.0, pairs=200, margin=0.01, seed=0):
    """A comparison of samples whose true ratio is known."""
    draws = np.random.default_rng(seed)
    common = np.exp(draws.normal(0, 0.3, pairs))
    columns = [
        tuple(common * scale * np.exp(draws.normal(0, noise, pairs))) for scale in (1.0, ratio, control)
    ]
    return Comparison("b", "a", *columns, 10, "hot", "cpu", 1, margin)


@pytest.mark.parametrize(
    ("ratio", "noise", "verdict"),
    [
        (1.2, 0.02, SLOWER),
        (1 / 1.2, 0.02, FASTER),
        (1.0, 0.01, SAME),
        (1.0, 0.3, UNCLEAR),
        (1.012, 0.15, UNCLEAR),
    ],
)
def test_a_verdict_follows_from_the_interval_and_the_margin(ratio, noise, verdict):
    found = made(ratio, noise)
    assert found.verdict == verdict
    low, high = found.interval
    assert low <= ratio <= high and low <= found.ratio <= high


def test_where_a_differs_from_itself_nothing_is_decided():
    assert made(1.2, 0.02, control=1.1).verdict == UNCLEAR
    assert made(1.0, 0.01, control=0.9).verdict == UNCLEAR


def test_the_margin_is_part_of_the_smallest_difference_seen():
    low, high = made(1.0, 0.05).interval
    expected = 0.01 + (math.log(high) - math.log(low)) / 2
    assert made(1.0, 0.05).smallest_seen == pytest.approx(expected)
    assert made(1.0, 0.05, pairs=4).smallest_seen == math.inf
    assert made(1.0, 0.05, pairs=4).verdict == UNCLEAR


def test_how_often_a_against_a_is_declared_different():
    """Of 100 comparisons of a function with itself, under noise, at most 2 are SLOWER or FASTER."""
    wrong = sum(made(1.0, 0.1, pairs=60, seed=seed).verdict in (SLOWER, FASTER) for seed in range(100))
    assert wrong <= 2


def test_a_sleep_twice_as_long_is_slower():
    def wait(seconds):
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
        return seconds

    found = compare(lambda: wait(4e-4), lambda: wait(2e-4), "long", "short", budget=0.2)
    assert found.first and len(found.first) == len(found.second) == len(found.control) >= 15
    assert found.interval[0] > 1.0 and "long / short" in found.in_words()
    assert found.threads == torch.get_num_threads() and found.calls >= 1


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"margin": 0}, "margin=0; give the share"),
        ({"level": 1.0}, "level=1.0; give the interval's level"),
        ({"budget": -1}, "budget=-1; give seconds"),
        ({"width": 0}, "width=0; give the share"),
        ({"cache": "warm"}, "choose 'hot' or 'cold'"),
        ({"device": "gpu"}, "the device 'gpu' is unknown; known are cpu, cuda, mps"),
        ({"device": 3}, "the device 3 is unknown"),
    ],
)
def test_bad_settings_are_refused(settings, words):
    with pytest.raises(TimingError, match=words):
        compare(lambda: 1, lambda: 1, **settings)


def test_a_device_that_is_not_here_is_refused(monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    with pytest.raises(TimingError, match="sees no device 'cuda' on this machine"):
        compare(lambda: 1, lambda: 1, device="cuda")


def test_functions_that_cannot_be_checked_are_refused():
    x, state = torch.zeros(3), [0]

    def counts():
        state[0] += 1
        return state[0]

    with pytest.raises(TimingError, match="B returned None; a function that is timed returns its result"):
        compare(lambda: None, lambda: x, name="B")
    with pytest.raises(TimingError, match="counts gives different results when called twice in a row"):
        compare(counts, lambda: x)
    with pytest.raises(TimingError, match=r"A is tensor\(.*\), a result and no function"):
        compare(lambda: x, x)
