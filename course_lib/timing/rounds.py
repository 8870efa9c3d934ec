"""Rounds: in each one every function has its turn, in an order that is drawn for it, so that no one's place decides."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping

from course_lib.timing.blocks import Function, calls_for, time_block
from course_lib.timing.device import Device
from course_lib.timing.intervals import median_interval

FEWEST = 15


def timed_rounds(
    functions: Mapping[str, Function],
    device: Device,
    *,
    cache: str = "hot",
    hide_launches: bool = False,
    shortest: float = 2e-4,
    budget: float = 2.0,
    narrow: Callable[[dict[str, list[float]]], bool] = lambda found: False,
    equal: bool = False,
    seed: int = 0,
) -> tuple[dict[str, list[float]], dict[str, int]]:
    """(name → seconds a call of each round, name → calls in a row for each sample).

    A sample takes at least `shortest` seconds. equal: all functions get as many calls as the fastest one needs; else each
    gets its own number, so that a slow function does not use up the budget.

    At least 15 rounds, then until `narrow(found)` or the budget in seconds is used up; `narrow` is asked after 15, 21, 30 …
    rounds, so that it may be slow.
    """
    found_calls = {
        id(function): calls_for(function, shortest, device, cache) for function in functions.values()
    }
    most = max(found_calls.values())
    calls = {name: most if equal else found_calls[id(function)] for name, function in functions.items()}
    for name, function in functions.items():
        time_block(function, calls[name], device, cache, hide_launches)
    draws, names = random.Random(seed), list(functions)
    found: dict[str, list[float]] = {name: [] for name in names}
    count, look, end = 0, FEWEST, time.perf_counter() + budget
    while count < FEWEST or time.perf_counter() < end:
        for name in draws.sample(names, len(names)):
            found[name].append(time_block(functions[name], calls[name], device, cache, hide_launches))
        count += 1
        if count == look:
            if narrow(found):
                break
            look = math.ceil(1.4 * look)
    return found, calls


def log_ratios(first: list[float], second: list[float]) -> list[float]:
    """ln(second / first), round by round."""
    return [math.log(b / a) for a, b in zip(first, second, strict=True)]


def is_narrow(first: list[float], second: list[float], width: float, level: float) -> bool:
    """Whether the interval of the median log ratio is narrower than `width`."""
    low, high = median_interval(log_ratios(first, second), level)
    return high - low < width
