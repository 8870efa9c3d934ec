"""Far from zero: overflow, silent zeros, cancellation, lost digits, and the limits at infinity and NaN."""

from __future__ import annotations

import math

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Comparison, Point
from course_lib.checks.judge.diagnoses.values import wrong_setting
from course_lib.checks.judge.diagnoses.words import show, smallest, witness
from course_lib.tasks.task import Cause


def _extreme(comparison: Comparison) -> list[Point]:
    """Wrong points far out that the cause found for ordinary inputs does not explain already."""
    wrong = [p for p in comparison.values("extremes") if not p.right]
    known = not wrong or comparison.values_right
    return wrong if known else [p for p in wrong if not _explained(comparison, p)]


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
    return not _overflows(p)


def _overflows(p: Point) -> bool:
    return math.isfinite(p.x) and math.isfinite(p.want) and not math.isfinite(p.got)


def _is_log_of_zero(p: Point) -> bool:
    return abs(p.x) < 0.1 and math.isfinite(p.want) and p.got == -math.inf


def log_of_zero(comparison: Comparison) -> Cause | None:
    point = smallest(p for p in _extreme(comparison) if _is_log_of_zero(p))
    return named_cause("extremes.log-of-zero", witness(point)) if point else None


def overflow(comparison: Comparison) -> Cause | None:
    point = smallest(p for p in _extreme(comparison) if _overflows(p) and not _is_log_of_zero(p))
    if point is None:
        return None
    return named_cause("extremes.overflow", witness(point), got=show(point.got), dtype=point.probe.dtype)


def cancelled(comparison: Comparison) -> Cause | None:
    tail = [p for p in comparison.values("extremes") if math.isfinite(p.x) and 0 < abs(p.want) < 1e-2]
    left, right = [p for p in tail if p.x < 0], [p for p in tail if p.x > 0]
    point = smallest(
        p for p in right if not p.right and not (not comparison.values_right and _explained(comparison, p))
    )
    if point is None or not left or not all(p.right for p in left):
        return None
    return named_cause("extremes.cancelled", witness(point))


def silent_zero(comparison: Comparison) -> Cause | None:
    if cancelled(comparison):
        return None
    point = smallest(p for p in _extreme(comparison) if math.isfinite(p.x) and p.got == 0.0 and p.want != 0.0)
    return named_cause("extremes.silent-zero", witness(point)) if point else None


def log_not_log1p(comparison: Comparison) -> Cause | None:
    if cancelled(comparison):
        return None
    bad = [p for p in _extreme(comparison) if p.got != 0.0 and 0.0 < abs(p.want) < 1e-2]
    point = smallest(p for p in bad if math.isfinite(p.x) and math.isfinite(p.got))
    return named_cause("extremes.log-not-log1p", witness(point)) if point else None


def limits(comparison: Comparison) -> Cause | None:
    point = next((p for p in _extreme(comparison) if not math.isfinite(p.x)), None)
    if point is None:
        return None
    what = "NaN" if math.isnan(point.x) else "An infinite input"
    got, want = show(point.got), show(point.want)
    return named_cause("extremes.limits", witness(point), what=what, got=got, want=want)


def inaccurate(comparison: Comparison) -> Cause | None:
    finite = [p for p in _extreme(comparison) if math.isfinite(p.x) and math.isfinite(p.got)]
    point = smallest(p for p in finite if p.got != 0.0 and not abs(p.want) < 1e-2)
    return named_cause("extremes.inaccurate", witness(point)) if point else None


def extreme_gradient(comparison: Comparison) -> Cause | None:
    values_right = {(p.probe.name, p.index) for p in comparison.values("extremes") if p.right}
    bad = [p for p in comparison.slopes("extremes") if not p.right and not math.isnan(p.got)]
    point = smallest(p for p in bad if (p.probe.name, p.index) in values_right)
    return named_cause("extremes.extreme-gradient", witness(point, "gradient")) if point else None
