"""One sample: some calls in a row, with their result checked before anything is timed and after."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import torch

from course_lib.timing.device import Device
from course_lib.timing.errors import TimingError

CACHES = ("hot", "cold")
Function = Callable[[], Any]


def run_block(function: Function, calls: int) -> None:
    """`calls` calls in a row, with as little around them as Python allows (about 20 ns a call)."""
    for _ in itertools.repeat(None, calls):
        function()


def time_block(
    function: Function, calls: int, device: Device, cache: str = "hot", hide_launches: bool = False
) -> float:
    """Seconds of one call. hot: one call first that does not count. cold: the cache is emptied before each call."""
    if cache == "cold":
        total = 0.0
        for _ in range(calls):
            device.flush()
            total += device.seconds(function, hide_launches)
        return total / calls
    function()
    return device.seconds(lambda: run_block(function, calls), hide_launches) / calls


def calls_for(function: Function, seconds: float, device: Device, cache: str = "hot") -> int:
    """How many calls in a row take at least `seconds`, a power of two times the first guess; 1 for cold caches."""
    if cache == "cold":
        return 1
    calls = 1
    while True:
        taken = time_block(function, calls, device) * calls
        if taken >= seconds:
            return calls
        factor = 2 if taken <= 0 else min(10.0, max(1.5, 1.2 * seconds / taken))
        calls = math.ceil(calls * factor)


def overhead(calls: int = 1000, samples: int = 51) -> float:
    """Seconds that the loop and a call of an empty Python function take, for each call: the median of some blocks."""
    device = Device("cpu")
    found = sorted(device.seconds(lambda: run_block(_nothing, calls)) / calls for _ in range(samples))
    return found[samples // 2]


def _nothing() -> None:
    return None


def copy_of(result: Any, name: str) -> Any:
    """What a call returned, kept for a comparison: tensors, arrays, numbers, and tuples or lists of them."""
    if isinstance(result, torch.Tensor):
        return result.detach().clone()
    if isinstance(result, tuple | list):
        if not result:
            raise TimingError(f"{name} returned an empty {type(result).__name__}; return what it computed.")
        return tuple(copy_of(one, name) for one in result)
    if isinstance(result, int | float | complex):
        return result
    if hasattr(result, "copy") and hasattr(result, "shape"):
        return result.copy()
    raise TimingError(
        f"{name} returned {'None' if result is None else 'a ' + type(result).__name__}; a function that is timed returns "
        "its result, a tensor, an array or a number, so that it can be checked. Write `lambda: f(x)`, with no assignment."
    )


def same(one: Any, other: Any) -> bool:
    """Whether two results are equal, bit for bit but for the sign of zero; NaN equals NaN."""
    if isinstance(one, tuple):
        if not isinstance(other, tuple) or len(one) != len(other):
            return False
        return all(same(first, second) for first, second in zip(one, other, strict=True))
    if isinstance(one, torch.Tensor):
        if not isinstance(other, torch.Tensor) or one.shape != other.shape or one.dtype != other.dtype:
            return False
        return bool(((one == other) | (one.isnan() & other.isnan())).all())
    if hasattr(one, "shape"):
        import numpy as np

        return bool(np.array_equal(one, other, equal_nan=one.dtype.kind in "fc"))
    return bool(one == other or (one != one and other != other))


class Checked:
    """A function whose result is kept before timing and compared after it. Raises TimingError where the two differ."""

    def __init__(self, function: Function, name: str) -> None:
        if not callable(function):
            raise TimingError(
                f"{name} is {function!r}, a result and no function; write `lambda: ...` so that it runs when it is timed."
            )
        self.function, self.name = function, name
        self.before = copy_of(function(), name)
        self.again("twice in a row")

    def again(self, when: str = "before and after it was timed") -> None:
        """Compare a new result with the kept one."""
        if not same(self.before, copy_of(self.function(), self.name)):
            raise TimingError(
                f"{self.name} gives different results when called {when}; time a function that computes the same each time: "
                "draw random numbers and make inputs outside, and set gradients to None inside."
            )
