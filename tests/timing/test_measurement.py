"""What a measurement holds, and that its parts are those of the clock."""

import time

import numpy as np
import pytest
import torch

from course_lib.timing import TimingError, measure
from course_lib.timing.blocks import Checked, calls_for, overhead, same
from course_lib.timing.device import Device, check_fits
from course_lib.timing.measurement import Measurement, in_units


def test_samples_are_seconds_a_call():
    def wait():
        end = time.perf_counter() + 1e-3
        while time.perf_counter() < end:
            pass
        return 1

    found = measure(wait, budget=0.2)
    assert len(found.samples) >= 11 and min(found.samples) >= 1e-3
    assert found.quartiles[0] <= found.median <= found.quartiles[1]
    assert found.iqr == pytest.approx(found.quartiles[1] - found.quartiles[0])
    assert "wait: " in found.in_words() and "hot cache, cpu" in found.in_words()
    assert found.machine["cores"] >= 1 and found.overhead < 1e-5


def test_short_functions_are_timed_in_blocks():
    x = torch.zeros(10)
    calls = calls_for(lambda: x, 1e-3, Device("cpu"))
    assert calls > 100
    assert calls_for(lambda: x, 1e-3, Device("cpu"), "cold") == 1
    assert 0 < overhead(calls=200, samples=5) < 1e-5


def test_interrupted_samples_are_named():
    samples = (1.0, 1.1, 0.9, 7.0, 1.0, 3.3)
    found = Measurement("f", samples, 1, "hot", "cpu", 1, 0.0, 0.0, 0.0)
    assert found.interrupted == (3, 5) and "2 interrupted" in found.in_words()


def test_cold_caches_empty_the_cache_before_each_call():
    found = measure(lambda: torch.zeros(3), budget=0.05, cache="cold")
    assert found.calls == 1 and found.cache == "cold"


def test_results_are_equal_bit_for_bit():
    nan = torch.tensor([1.0, float("nan")])
    assert same(nan, nan.clone()) and not same(nan, torch.tensor([1.0, 2.0]))
    assert not same(torch.zeros(2), torch.zeros(2).double()) and not same(torch.zeros(2), 0.0)
    assert same((nan, 3), (nan.clone(), 3)) and not same((nan, 3), (nan,)) and not same((1,), 1)
    assert same(np.array([np.nan]), np.array([np.nan])) and same(float("nan"), float("nan"))


def test_a_result_that_changes_while_it_is_timed_is_found():
    state = [0]

    def changes():
        return state[0]

    kept = Checked(changes, "changes")
    state[0] = 1
    with pytest.raises(TimingError, match="different results when called before and after it was timed"):
        kept.again()


@pytest.mark.parametrize("empty", [lambda: [], lambda: ()])
def test_an_empty_result_is_refused(empty):
    with pytest.raises(TimingError, match="returned an empty"):
        measure(empty)
    with pytest.raises(TimingError, match="returned a str"):
        measure(lambda: "text")


def test_a_size_that_does_not_fit_is_refused_before_it_is_made():
    with pytest.raises(TimingError, match=r"need 8000000\.0 GB; cpu has .* GB free\. Take a smaller size"):
        check_fits(Device("cpu"), 10**15, 4, 2)
    check_fits(Device("cpu"), 1000, 4, 2)


def test_units():
    assert [in_units(x) for x in (2.0, 3.2e-3, 4.56e-6, 7e-9)] == ["2 s", "3.2 ms", "4.56 µs", "7 ns"]
