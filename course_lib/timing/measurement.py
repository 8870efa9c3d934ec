"""How long one function takes: every sample, and what a reader needs to judge them."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import torch

from course_lib.timing.blocks import CACHES, Checked, Function, calls_for, overhead, time_block
from course_lib.timing.device import Device, settle_memory
from course_lib.timing.errors import TimingError
from course_lib.timing.intervals import median_interval
from course_lib.timing.surroundings import busy_words, counters, machine

FEWEST = 11
JUMP = 3.0
"""A sample above this many medians is named as interrupted."""


@dataclass(frozen=True)
class Measurement:
    """Samples of one function, in seconds a call.

    calls: in a row for each sample. cache: "hot" or "cold". overhead: seconds of each call that belong to the harness (a
    loop and a call of an empty function); they are part of the samples. page_faults, interruptions: for each call, NaN where
    the system does not count. warning: empty, or what was wrong around the measurement.
    """

    name: str
    samples: tuple[float, ...]
    calls: int
    cache: str
    device: str
    threads: int
    overhead: float
    page_faults: float
    interruptions: float
    warning: str = ""
    machine: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def median(self) -> float:
        """Seconds a call."""
        return quantile(self.samples, 0.5)

    @property
    def quartiles(self) -> tuple[float, float]:
        return quantile(self.samples, 0.25), quantile(self.samples, 0.75)

    @property
    def iqr(self) -> float:
        """The distance of the quartiles, in seconds."""
        low, high = self.quartiles
        return high - low

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the median, in seconds."""
        return median_interval(self.samples)

    @property
    def interrupted(self) -> tuple[int, ...]:
        """The places of samples that took three medians or more: another program, a new clock, throttling."""
        limit = JUMP * self.median
        return tuple(place for place, sample in enumerate(self.samples) if sample >= limit)

    def in_words(self) -> str:
        """relu: 12.3 µs a call (quartiles 12.1 to 12.9 µs, 41 samples of 16 calls, hot cache, cpu, 1 thread)."""
        low, high = self.quartiles
        threads = "1 thread" if self.threads == 1 else f"{self.threads} threads"
        jumps = f"; {len(self.interrupted)} interrupted" if self.interrupted else ""
        return (
            f"{self.name}: {in_units(self.median)} a call (quartiles {in_units(low)} to {in_units(high)}, "
            f"{len(self.samples)} samples of {self.calls} calls, {self.cache} cache, {self.device}, {threads}{jumps})"
        )


def measure(
    function: Function,
    name: str = "",
    *,
    budget: float = 1.0,
    cache: str = "hot",
    device: str = "cpu",
    hide_launches: bool = False,
    shortest: float = 2e-4,
    width: float = 0.01,
) -> Measurement:
    """Time a function of no arguments that returns its result.

    budget: seconds in all, but at least 11 samples. shortest: seconds that one sample takes at least (then it holds several
    calls in a row; with cold caches it is one call). width: stop when the interval of the median is narrower than this share
    of it. hide_launches: only for CUDA, see `device`. Raises TimingError for a function that returns None or another result
    at each call, an unknown device, cache or setting.

    One large array is freed first, as in any program that trains (see `device.settle_memory`).
    """
    settle_memory()
    where, name = Device(device), name or getattr(function, "__name__", "function")
    check_settings(cache, budget, width)
    checked = Checked(function, name)
    calls = calls_for(function, shortest, where, cache)
    for _ in range(2):
        time_block(function, calls, where, cache, hide_launches)
    samples: list[float] = []
    end, look, before = time.perf_counter() + budget, FEWEST, counters()
    while len(samples) < FEWEST or time.perf_counter() < end:
        samples.append(time_block(function, calls, where, cache, hide_launches))
        if len(samples) == look:
            low, high = median_interval(samples)
            if high - low < width * quantile(samples, 0.5):
                break
            look = math.ceil(1.4 * look)
    counted = counters().since(before)
    checked.again()
    in_all = len(samples) * (calls + (cache == "hot"))
    return Measurement(
        name, tuple(samples), calls, cache, device, torch.get_num_threads(), overhead(),
        counted.page_faults / in_all, counted.interruptions / in_all, busy_words(torch.get_num_threads()),
        machine(device),
    )  # fmt: skip


def check_settings(cache: str, budget: float, width: float) -> None:
    """TimingError for settings that no measurement can have."""
    if cache not in CACHES:
        raise TimingError(f"cache={cache!r}; choose {' or '.join(map(repr, CACHES))}.")
    if not (isinstance(budget, int | float) and 0 < budget < 1e5):
        raise TimingError(f"budget={budget!r}; give seconds, a number above 0.")
    if not (isinstance(width, int | float) and 0 < width < 10):
        raise TimingError(
            f"width={width!r}; give the share at which an interval is narrow enough, such as 0.02."
        )


def quantile(values: tuple[float, ...] | list[float], share: float) -> float:
    """Linear between the sorted values."""
    import numpy as np

    return float(np.quantile(np.asarray(values), share))


def in_units(seconds: float) -> str:
    """Three digits with ns, µs, ms or s."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"
