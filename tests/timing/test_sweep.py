"""One table of many comparisons: known samples give known verdicts; what does not fit is refused first."""

import numpy as np
import pandas as pd
import pytest
import torch
from torch.nn import functional as F

from course_lib.timing import SAME, SLOWER, UNCLEAR, TimingError, sweep, table_of
from course_lib.timing.device import Device
from course_lib.timing.rounds import timed_rounds
from course_lib.timing.sweep import step


def samples(ratios, rounds=60, noise=0.02, seed=0):
    """Samples with known true ratios to the first function, and the control."""
    draws = np.random.default_rng(seed)
    common = 1e-3 * np.exp(draws.normal(0, 0.2, rounds))
    rows = [
        ("float32", 1000, "forward", "hot", place, name, 4, value)
        for name, ratio in ratios.items()
        for place, value in enumerate(common * ratio * np.exp(draws.normal(0, noise, rounds)))
    ]
    columns = ["dtype", "size", "mode", "cache", "round", "function", "calls", "seconds"]
    return pd.DataFrame(rows, columns=columns)


def test_a_table_from_known_samples():
    table = table_of(samples({"a": 1.0, "b": 2.0, "c": 1.0, "control": 1.0})).set_index("function")
    assert table["verdict"]["a"] == "first" and table["verdict"]["b"] == SLOWER
    assert table["verdict"]["c"] in (SAME, UNCLEAR)
    assert table["low"]["b"] <= 2.0 <= table["high"]["b"] and table["p"]["b"] < 1e-6
    assert table["microseconds"]["b"] / table["microseconds"]["a"] == pytest.approx(2, rel=0.05)


def test_chance_findings_among_many_are_not_verdicts():
    """60 functions that are all the same: with the correction at most one is declared different."""
    names = {"a": 1.0, **{f"f{k}": 1.0 for k in range(60)}, "control": 1.0}
    table = table_of(samples(names, rounds=30, noise=0.1, seed=3), margin=1e-4)
    assert table["verdict"].isin(["SLOWER", "FASTER"]).sum() <= 1


def test_a_live_sweep_has_a_row_for_each_setting():
    found = sweep(
        {"relu": F.relu, "softplus": F.softplus}, [100, 1000], ("float32", "bfloat16"),
        modes=("forward", "backward", "both"), budget=0.01,
    )  # fmt: skip
    assert len(found.table) == 3 * 2 * 2 * 3 and set(found.samples["function"]) == {
        "relu",
        "softplus",
        "control",
    }
    assert (found.samples["seconds"] > 0).all() and (found.table["rounds"] >= 15).all()
    again = table_of(found.samples)
    pd.testing.assert_frame_equal(again, found.table)


def test_each_mode_does_its_own_work():
    x, gradient = torch.tensor([-1.0, 0.5]), torch.tensor([1.0, 2.0])
    assert step(F.softplus, x, gradient, "forward")().tolist() == F.softplus(x).tolist()
    expected = (torch.sigmoid(x) * gradient).tolist()
    for mode in ("backward", "both"):
        run = step(F.softplus, x, gradient, mode)
        assert run().tolist() == pytest.approx(expected)
        assert run().tolist() == pytest.approx(expected)  # not added up
    assert not x.requires_grad


def test_every_function_has_its_turn_in_every_round():
    seen = []
    functions = {name: lambda name=name: seen.append(name) or 1 for name in "abc"}
    found, calls = timed_rounds(functions, Device("cpu"), shortest=1e-9, budget=0.01)
    assert {len(values) for values in found.values()} == {len(found["a"])} and calls == dict.fromkeys(
        "abc", 1
    )
    turns = seen[-6 * len(found["a"]) :: 2]  # a call that does not count, and one that does
    rounds = [tuple(turns[i : i + 3]) for i in range(0, len(turns), 3)]
    assert all(sorted(one) == ["a", "b", "c"] for one in rounds) and len(set(rounds)) > 1


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"dtypes": ("float8",)}, "give some of float16"),
        ({"dtypes": "float32"}, "give some of float16"),
        ({"modes": ("sideways",)}, "give some of forward"),
        ({"sizes": [0]}, "give whole numbers above 0"),
        ({"sizes": []}, "give whole numbers above 0"),
        ({"sizes": [10**15]}, "Take a smaller size"),
        ({"functions": {}}, "give at least one, and none named 'control'"),
        ({"functions": {"control": F.relu}}, "none named 'control'"),
    ],
)
def test_bad_settings_are_refused_before_anything_is_timed(settings, words):
    given = {"functions": {"relu": F.relu}, "sizes": [10]} | settings
    with pytest.raises(TimingError, match=words):
        sweep(**given)


def test_a_slow_function_has_fewer_calls_in_a_row():
    x = torch.zeros(10)
    functions = {"fast": lambda: x, "slow": lambda: sum((x for _ in range(20)), x)}
    _, own = timed_rounds(functions, Device("cpu"), shortest=1e-4, budget=0.01)
    _, equal = timed_rounds(functions, Device("cpu"), shortest=1e-4, budget=0.01, equal=True)
    assert own["slow"] < own["fast"] and equal["slow"] == equal["fast"]
