"""Far out: overflow, silent zeros, cancellation, lost digits, and the limits at infinity and NaN.

A cause says how it came about only where the other numbers prove it. Rounding against 1 costs digits long before it
leaves 0, and no number beyond it is right; an overflow or a cut leaves the numbers before it right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Comparison, Point
from course_lib.checks.judge.diagnoses.dtypes import HALF, too_coarse
from course_lib.checks.judge.diagnoses.values import wrong_setting
from course_lib.checks.judge.diagnoses.words import both, show, telling, where, witness
from course_lib.tasks.task import Cause

SMALL = 1e-2
"""A true value below this is a tail: what is added to 1 beside it costs digits."""


def _extreme(comparison: Comparison) -> list[Point]:
    """Wrong points far out that nothing explains that was found already: neither the formula nor the dtype."""
    wrong = [p for p in comparison.values("extremes") if not p.right]
    if comparison.narrowed:
        wrong = [p for p in wrong if p.probe.dtype != "float64"]
    # What fails in float32 fails in a half type as well, only earlier.
    in_full = [p for p in wrong if p.probe.dtype not in HALF]
    wrong = in_full if in_full or too_coarse(comparison) else wrong
    known = not wrong or comparison.values_right
    return wrong if known else [p for p in wrong if not _explained(comparison, p)]


def _finite(comparison: Comparison) -> list[Point]:
    return [p for p in _extreme(comparison) if math.isfinite(p.x) and p.probe.expected is None]


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
    return not _no_number(p)


def _no_number(p: Point) -> bool:
    return math.isfinite(p.x) and math.isfinite(p.want) and not math.isfinite(p.got)


def _is_log_of_zero(p: Point) -> bool:
    return abs(p.x) < 0.1 and math.isfinite(p.want) and p.got == -math.inf


# ---------------------------------------------------------------- what the numbers prove


def _type(p: Point) -> torch.finfo:
    return torch.finfo(getattr(torch, p.probe.dtype))


def _size(p: Point) -> float:
    """|βx|, what exp is usually given, or the task's own level where that is larger."""
    beta, level = p.probe.settings.get("beta", 1.0), p.probe.settings.get("level", 0.0)
    return max(abs(p.x) * (abs(beta) if isinstance(beta, int | float) else 1.0), level)


def _too_large(comparison: Comparison, p: Point) -> str:
    """In words: exp of |βx|, or its square, where the answer uses exp and the type cannot hold it."""
    power = _power_too_large(comparison, p)
    return f"exp({show(_size(p))}){'²' if power == 2 else ''}" if power else ""


def _power_too_large(comparison: Comparison, p: Point) -> int:
    """1 where exp(|βx|) is too large for the type, 2 where only its square is, 0 where neither is (or no exp is used)."""
    if not any("exp" in name for name in comparison.description.names):
        return 0
    largest = math.log(_type(p).max)
    return 1 if _size(p) > largest else 2 if 2 * _size(p) > largest else 0


def _same_side(p: Point, q: Point) -> bool:
    """Both far left, both far right, or both near 0 (on one side of it)."""
    return p.x * q.x > 0 and (abs(p.x) < 1) == (abs(q.x) < 1)


def _before(q: Point, p: Point) -> bool:
    """Does the tail, outwards or towards 0, reach `q` earlier?"""
    return abs(q.x) < abs(p.x) if abs(p.x) >= 1 else abs(q.x) > abs(p.x)


def _rounded_away(comparison: Comparison, p: Point) -> bool:
    """Was `p` lost by rounding against numbers near 1 (or near x)? Then its error is of that size, the larger values of
    its side have lost digits too, and so have all that are as small."""
    right = [q for q in comparison.values("extremes") if q.right]
    before = [
        q
        for q in (*right, *_finite(comparison))
        if q.probe.dtype == p.probe.dtype and _same_side(p, q) and _before(q, p)
    ]
    eps = _type(p).eps
    small = (8 if p.probe.dtype in HALF else 64) * eps
    held = any(q.right and 0 < abs(q.want) < small for q in before)
    errors = [(abs(q.got - q.want) / eps, max(1.0, abs(q.x))) for q in (*before, p)]
    near = all(error <= 8 * size for error, size in errors)
    seen = p.got == 0.0 or any(error >= 1 / 16 for error, _ in errors)
    return near and seen and not held and all(p != q for q, _ in _flat(comparison))


def _flat(comparison: Comparison) -> list[tuple[Point, Point]]:
    """Pairs of inputs that give one and the same wrong number, where the true values differ."""
    bad = [p for p in _finite(comparison) if math.isfinite(p.got) and p.got != 0.0]
    found = []
    for p in bad:
        for q in bad:
            same = abs(p.got - q.got) <= 1e-2 * abs(p.got) and p.probe.dtype == q.probe.dtype
            if p.x != q.x and same and _same_side(p, q) and abs(p.want - q.want) > 0.1 * abs(p.want):
                found.append((p, q))
    return found


def _tail(points: Iterable[Point]) -> list[Point]:
    return [p for p in points if 0 < abs(p.want) < SMALL and math.isfinite(p.got)]


# ---------------------------------------------------------------- causes


def log_of_zero(comparison: Comparison) -> Cause | None:
    point = telling(p for p in _finite(comparison) if _is_log_of_zero(p))
    return named_cause("extremes.log-of-zero", witness(point)) if point else None


def overflow(comparison: Comparison) -> Cause | None:
    """Where the numbers end just when exp of the input, or its square, gets too large for the type."""
    failed = [p for p in _finite(comparison) if _no_number(p) and not _is_log_of_zero(p)]
    logarithm = any("log" in name for name in comparison.description.names)
    failed = [p for p in failed if not (logarithm and p.got == -math.inf and p.x < 0)]  # that is log(0)
    point = telling(p for p in failed if _ends_with_exp(comparison, p, failed))
    if point is None:
        return None
    return named_cause(
        "extremes.overflow", witness(point), got=both(point.got, point.want)[0], dtype=point.probe.dtype,
        large=_too_large(comparison, point), largest=f"{_type(point).max:.3g}"
    )  # fmt: skip


def no_number(comparison: Comparison) -> Cause | None:
    failed = [p for p in _finite(comparison) if _no_number(p) and not _is_log_of_zero(p)]
    point = telling(p for p in failed if not _ends_with_exp(comparison, p, failed))
    if point is None:
        return None
    return named_cause("extremes.no-number", witness(point), got=both(point.got, point.want)[0])


def _ends_with_exp(comparison: Comparison, p: Point, failed: list[Point]) -> bool:
    """Is the first number that fails on p's side the first one whose exp, or the square of it, is too large?"""
    side = [q for q in comparison.values("extremes") if q.probe.dtype == p.probe.dtype and _same_side(p, q)]
    first = min((q for q in side if q in failed), key=_size, default=p)  # 0 has no side
    power = _power_too_large(comparison, first)
    before = [q for q in side if _size(q) < _size(first)]
    return power > 0 and all(_power_too_large(comparison, q) != power for q in before)


def cancelled(comparison: Comparison) -> Cause | None:
    """Digits lost on the right alone: softplus(x) − x, or 1 − σ(x)."""
    tail = _tail(_finite(comparison))
    point = telling(p for p in tail if p.x > 1 and _rounded_away(comparison, p))
    left = _tail(p for p in comparison.values("extremes") if p.x < 0)
    if point is None or not left or not all(p.right for p in left):
        return None
    return named_cause("extremes.cancelled", witness(point))


def silent_zero(comparison: Comparison) -> Cause | None:
    """Exactly 0 instead of a small number, by rounding against 1 (in every type, where it is seen in several)."""
    zeros = [p for p in _tail(_finite(comparison)) if p.got == 0.0]
    point = telling(p for p in zeros if _rounded_away(comparison, p))
    if point is None or any(_same_side(p, point) and not _rounded_away(comparison, p) for p in zeros):
        return None
    return named_cause("extremes.silent-zero", witness(point))


def zero_by_overflow(comparison: Comparison) -> Cause | None:
    """Exactly 0 instead of a small number, with the numbers before it right: a number was divided by an infinite one."""
    zeros = [p for p in _tail(_finite(comparison)) if p.got == 0.0 and not _rounded_away(comparison, p)]
    point = telling(zeros)
    if point is None or not all(_too_large(comparison, p) for p in zeros):
        return None
    return named_cause(
        "extremes.zero-by-overflow", witness(point), dtype=point.probe.dtype, large=_too_large(comparison, point),
        largest=f"{_type(point).max:.3g}"
    )  # fmt: skip


def cut_to_zero(comparison: Comparison) -> Cause | None:
    zeros = [p for p in _tail(_finite(comparison)) if p.got == 0.0 and not _rounded_away(comparison, p)]
    point = telling(zeros)
    return named_cause("extremes.cut-to-zero", witness(point)) if point else None


def plateau(comparison: Comparison) -> Cause | None:
    """Inputs that differ, and whose true values differ, give one and the same wrong number."""
    flat = _flat(comparison)
    point = telling(p for p, _ in flat)
    if point is None:
        return None
    one, other = where(point), where(next(q for p, q in flat if p == point))
    return named_cause("extremes.plateau", witness(point), one=one, other=other, got=show(point.got))


def log_not_log1p(comparison: Comparison) -> Cause | None:
    bad = [p for p in _tail(_finite(comparison)) if p.got != 0.0 and _rounded_away(comparison, p)]
    point = telling(bad)
    return named_cause("extremes.log-not-log1p", witness(point)) if point else None


def limits(comparison: Comparison) -> Cause | None:
    return _wrong_limit(comparison, "extremes")


def unstated_limits(comparison: Comparison) -> Cause | None:
    """At infinity and NaN, where the task says nothing about them."""
    return _wrong_limit(comparison, "limits")


def _wrong_limit(comparison: Comparison, line: str) -> Cause | None:
    wrong = [p for p in comparison.values(line) if not p.right and p.probe.expected is not None]
    if not wrong or not comparison.values_right:
        return None
    point = wrong[0]
    what = "NaN" if math.isnan(point.x) else f"{point.probe.argument} = {show(point.x)}"
    got, want = show(point.got), show(point.want)
    return named_cause("extremes.limits", witness(point), what=what, got=got, want=want)


def inaccurate(comparison: Comparison) -> Cause | None:
    """What no other cause explains."""
    numbers = [p for p in _finite(comparison) if math.isfinite(p.got)]
    left = [p for p in numbers if not (p.got == 0.0 and 0 < abs(p.want) < SMALL)]
    told = [p for p in _finite(comparison) if _is_log_of_zero(p)]
    told += [p for p in _tail(numbers) if _rounded_away(comparison, p)]
    point = telling(p for p in left if p not in told and not any(_same_side(p, q) for q in told))
    if point is None:
        return None
    side = "tiny" if abs(point.x) < 1 else "large positive" if point.x > 0 else "large negative"
    return named_cause("extremes.inaccurate", witness(point), side=side)


def extreme_gradient(comparison: Comparison) -> Cause | None:
    values_right = {(p.probe.name, p.index) for p in comparison.values("extremes", "limits") if p.right}
    bad = [p for p in comparison.slopes("extremes") if not p.right and not math.isnan(p.got)]
    point = telling(p for p in bad if (p.probe.name, p.index) in values_right)
    return named_cause("extremes.extreme-gradient", witness(point, "gradient")) if point else None
