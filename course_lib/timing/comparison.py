"""Is B slower than A? Pairs in a drawn order, the interval of their ratio, and A against A in the same run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import torch

from course_lib.timing.blocks import Checked, Function
from course_lib.timing.device import Device, settle_memory
from course_lib.timing.errors import TimingError
from course_lib.timing.intervals import median_interval
from course_lib.timing.measurement import check_settings, in_units, quantile
from course_lib.timing.rounds import is_narrow, log_ratios, timed_rounds
from course_lib.timing.surroundings import busy_words

FASTER, SLOWER, SAME, UNCLEAR = "FASTER", "SLOWER", "SAME", "UNCLEAR"


@dataclass(frozen=True)
class Comparison:
    """What pairs of samples say about B / A.

    first, second, control: seconds a call of A, of B, and of A once more, of each round. margin: the share within which two
    functions count as equally fast. warning: empty, or what was wrong around the comparison.
    """

    name: str
    against: str
    first: tuple[float, ...]
    second: tuple[float, ...]
    control: tuple[float, ...]
    calls: int
    cache: str
    device: str
    threads: int
    margin: float
    level: float = 0.95
    warning: str = ""

    @property
    def log_ratios(self) -> list[float]:
        """ln(B / A) of each pair."""
        return log_ratios(list(self.first), list(self.second))

    @property
    def ratio(self) -> float:
        """The median of the pairs' B / A."""
        return math.exp(quantile(self.log_ratios, 0.5))

    @cached_property
    def interval(self) -> tuple[float, float]:
        """The interval of that median, at `level`."""
        return self._interval(self.log_ratios)

    @property
    def control_ratio(self) -> float:
        """The median of A / A, which is 1 in a perfect world."""
        return math.exp(quantile(self._control_ratios(), 0.5))

    @cached_property
    def control_interval(self) -> tuple[float, float]:
        return self._interval(self._control_ratios())

    @property
    def smallest_seen(self) -> float:
        """The smallest difference that these samples could have shown: margin plus half the interval's width, as a share."""
        low, high = self.interval
        return self.margin + (math.log(high) - math.log(low)) / 2 if low > 0 and high < math.inf else math.inf

    @property
    def verdict(self) -> str:
        """SLOWER or FASTER: the whole interval lies beyond the margin, and further out than A against A. SAME: it lies
        within the margin. UNCLEAR: neither, or A against A differs by more than the margin."""
        bound = math.log1p(self.margin)
        low, high = (math.log(end) if end > 0 else -math.inf for end in self.interval)
        off_low, off_high = (math.log(end) if end > 0 else -math.inf for end in self.control_interval)
        if off_low > bound or off_high < -bound:
            return UNCLEAR
        if low > max(bound, off_high):
            return SLOWER
        if high < min(-bound, off_low):
            return FASTER
        return SAME if -bound <= low and high <= bound else UNCLEAR

    def in_words(self) -> str:
        """softplus / relu = 2.31 (95 % interval 2.27 to 2.36, 41 pairs): SLOWER. relu / relu = 1.00 (0.99 to 1.01)."""
        low, high = self.interval
        off_low, off_high = self.control_interval
        return (
            f"{self.name} / {self.against} = {self.ratio:.3g} ({self.level * 100:.0f} % interval {low:.3g} to {high:.3g}, "
            f"{len(self.first)} pairs): {self.verdict}. {self.against} / {self.against} = {self.control_ratio:.3g} "
            f"({off_low:.3g} to {off_high:.3g}); {self.against} takes {in_units(quantile(self.first, 0.5))} a call."
        )

    def _control_ratios(self) -> list[float]:
        return log_ratios(list(self.first), list(self.control))

    def _interval(self, logs: list[float]) -> tuple[float, float]:
        low, high = median_interval(logs, self.level)
        return math.exp(low), math.exp(high)


def compare(
    function: Function,
    against: Function,
    name: str = "",
    against_name: str = "",
    *,
    margin: float = 0.01,
    budget: float = 2.0,
    width: float = 0.01,
    cache: str = "hot",
    device: str = "cpu",
    hide_launches: bool = False,
    shortest: float = 2e-4,
    level: float = 0.95,
    seed: int = 0,
) -> Comparison:
    """Time `function` (B) against `against` (A), both without arguments, and A against itself.

    Each round times A, B and A again in an order that is drawn for it. margin: the share that counts as no difference.
    Stops when the interval of the ratio is narrower than `width`, or after `budget` seconds (15 rounds at least), and never
    because of what it says. Results are checked before and after. Raises TimingError as `measure` does.
    """
    settle_memory()
    where = Device(device)
    check_settings(cache, budget, width)
    if not (isinstance(margin, int | float) and 0 < margin < 1):
        raise TimingError(f"margin={margin!r}; give the share that counts as no difference, such as 0.01.")
    if not (isinstance(level, int | float) and 0.5 <= level < 1):
        raise TimingError(f"level={level!r}; give the interval's level, such as 0.95.")
    name = name or getattr(function, "__name__", "B")
    against_name = against_name or getattr(against, "__name__", "A")
    checked = [Checked(function, name), Checked(against, against_name)]
    found, calls = timed_rounds(
        {"first": against, "second": function, "control": against}, where, cache=cache, hide_launches=hide_launches,
        shortest=shortest, budget=budget, seed=seed, equal=True,
        narrow=lambda found: is_narrow(found["first"], found["second"], width, level),
    )  # fmt: skip
    for kept in checked:
        kept.again()
    first, second, control = (tuple(found[part]) for part in ("first", "second", "control"))
    return Comparison(
        name, against_name, first, second, control, calls["first"], cache, device, torch.get_num_threads(), margin, level,
        busy_words(torch.get_num_threads()),
    )  # fmt: skip
