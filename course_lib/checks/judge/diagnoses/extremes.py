"""Far from zero: overflow, silent zeros, cancellation, lost digits, and the limits at infinity and NaN."""

from __future__ import annotations

import math

from course_lib.checks.judge.comparison import Comparison, Point
from course_lib.checks.judge.diagnoses.values import wrong_setting
from course_lib.checks.judge.diagnoses.words import show, smallest, witness
from course_lib.tasks.task import Cause


def _extreme(comparison: Comparison) -> list[Point]:
    """Wrong points far out that the cause found for ordinary inputs does not explain already."""
    wrong = [p for p in comparison.values("extremes") if not p.right]
    return (
        [p for p in wrong if not _explained(comparison, p)]
        if wrong and not comparison.values_right
        else wrong
    )


def _explained(comparison: Comparison, p: Point) -> bool:
    """Is `p` wrong because the formula is? Then tails and limits would only repeat, in other words, what was said."""
    followed = [
        mistake.formula
        for mistake in comparison.task.mistakes
        if mistake.quantity == "value" and comparison.follows(mistake.formula, "value", "value")
    ]
    if followed:
        return any(comparison.agrees(formula, p) for formula in followed)
    plain = [q for q in comparison.values("value") if not q.probe.random]
    if wrong_setting(comparison):
        return p.probe.settings != plain[0].probe.settings
    overflows = math.isfinite(p.x) and math.isfinite(p.want) and not math.isfinite(p.got)
    return not overflows


def _is_log_of_zero(p: Point) -> bool:
    return abs(p.x) < 0.1 and math.isfinite(p.want) and p.got == -math.inf


def log_of_zero(comparison: Comparison) -> Cause | None:
    point = smallest(p for p in _extreme(comparison) if _is_log_of_zero(p))
    if point is None:
        return None
    return Cause(
        "log-of-zero",
        "log(0) = −inf: a tiny input was rounded away against 1, and the 1 was then taken off again.",
        "`exp(t) − 1` and `1 − exp(−t)` are 0 for tiny t. `torch.expm1(t)` and `-torch.expm1(-t)` keep t.",
        witness(point),
    )


def overflow(comparison: Comparison) -> Cause | None:
    point = smallest(
        p
        for p in _extreme(comparison)
        if math.isfinite(p.x)
        and math.isfinite(p.want)
        and not math.isfinite(p.got)
        and not _is_log_of_zero(p)
    )
    if point is None:
        return None
    return Cause(
        "overflow",
        f"Overflow: a finite input gives {show(point.got)}, because an intermediate result is larger "
        f"than {point.probe.dtype} can hold.",
        "`exp` of a large positive number overflows. Write the formula so that `exp` only ever sees "
        "numbers ≤ 0.",
        witness(point),
    )


def cancelled(comparison: Comparison) -> Cause | None:
    tail = [p for p in comparison.values("extremes") if math.isfinite(p.x) and 0 < abs(p.want) < 1e-2]
    left, right = [p for p in tail if p.x < 0], [p for p in tail if p.x > 0]
    point = smallest(
        p for p in right if not p.right and not (not comparison.values_right and _explained(comparison, p))
    )
    if point is None or not left or not all(p.right for p in left):
        return None
    return Cause(
        "cancelled",
        "Cancellation: two nearly equal numbers were subtracted, and the digits of their small difference are lost.",
        "Find a formula for the difference itself, one that never subtracts.",
        witness(point),
    )


def silent_zero(comparison: Comparison) -> Cause | None:
    if cancelled(comparison):
        return None
    point = smallest(p for p in _extreme(comparison) if math.isfinite(p.x) and p.got == 0.0 and p.want != 0.0)
    if point is None:
        return None
    return Cause(
        "silent-zero",
        "Silent zero in the tail: the result is exactly 0 where the true value is small but not 0.",
        "`1 + tiny` rounds to 1, and then both `log(1)` and `1 − 1` are 0. `torch.log1p(tiny)` and "
        "`torch.expm1(tiny)` keep the tiny part.",
        witness(point),
    )


def log_not_log1p(comparison: Comparison) -> Cause | None:
    if cancelled(comparison):
        return None
    bad = [
        p
        for p in _extreme(comparison)
        if math.isfinite(p.x)
        and p.got != 0.0
        and p.want != 0.0
        and math.isfinite(p.got)
        and abs(p.want) < 1e-2
    ]
    point = smallest(bad)
    if point is None:
        return None
    return Cause(
        "log-not-log1p",
        "Digits are lost in the tail: a small number was added to 1 before the logarithm was taken.",
        "Use `torch.log1p(t)` for log(1 + t) and `torch.expm1(t)` for exp(t) − 1: they keep small t.",
        witness(point),
    )


def limits(comparison: Comparison) -> Cause | None:
    point = next((p for p in _extreme(comparison) if not math.isfinite(p.x)), None)
    if point is None:
        return None
    what = "NaN" if math.isnan(point.x) else "an infinite input"
    return Cause(
        "limits",
        f"{what[0].upper()}{what[1:]} gives {show(point.got)}; the function has a limit there "
        f"({show(point.want)}).",
        "`inf − inf` and `0 · inf` are NaN: look for the step where both meet, and choose a form "
        "that has none. NaN in must stay NaN out.",
        witness(point),
    )


def inaccurate(comparison: Comparison) -> Cause | None:
    known = {
        id(p)
        for p in _extreme(comparison)
        if not math.isfinite(p.x) or not math.isfinite(p.got) or p.got == 0.0 or (abs(p.want) < 1e-2)
    }
    point = smallest(p for p in _extreme(comparison) if id(p) not in known)
    if point is None:
        return None
    return Cause(
        "inaccurate",
        "Far from zero the values drift away from the formula: a shortcut was taken too early, or on "
        "the wrong condition.",
        "If you switch to a simpler form, test the switch on βx, not on x, and only where the "
        "simpler form is exact to rounding.",
        witness(point),
    )


def extreme_gradient(comparison: Comparison) -> Cause | None:
    values_right = {(p.probe.name, p.index) for p in comparison.values("extremes") if p.right}
    bad = [p for p in comparison.slopes("extremes") if not p.right and not math.isnan(p.got)]
    point = smallest(p for p in bad if (p.probe.name, p.index) in values_right)
    if point is None:
        return None
    return Cause(
        "extreme-gradient",
        "Far from zero the value is right and the gradient is not.",
        "A clamp or a constant branch has slope 0, and the identity has slope 1: compare with the "
        "true slope there.",
        witness(point, "gradient"),
    )
