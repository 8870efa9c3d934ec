"""Slopes and second derivatives: cut, raising, NaN, at a corner, or those of another function."""

from __future__ import annotations

import math

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Call, Comparison, Point
from course_lib.checks.judge.diagnoses.dtypes import HALF
from course_lib.checks.judge.diagnoses.words import call_words, show, telling, witness
from course_lib.tasks.task import Cause

BESIDE = 1e-3
"""A corner that was moved by less is meant to be at 0."""


def gradient_cut(comparison: Comparison) -> Cause | None:
    cut = [call for call in comparison.plain_calls if call.cut]
    return named_cause("gradients.gradient-cut", call_words(cut[0])) if cut else None


def in_place_gradient(comparison: Comparison) -> Cause | None:
    call = _slope_raises(comparison, in_place=True)
    if call is None or call.reply.changed_input:
        return None
    return named_cause("gradients.in-place-gradient", _slope_words(call))


def gradient_raises(comparison: Comparison) -> Cause | None:
    call = _slope_raises(comparison, in_place=False)
    return named_cause("gradients.gradient-raises", _slope_words(call)) if call else None


def _slope_raises(comparison: Comparison, in_place: bool) -> Call | None:
    for call in comparison.calls:
        error = call.slope_error
        if error and in_place == ("in-place" in error.message or "inplace" in error.message):
            return call
    return None


def _slope_words(call: Call) -> str:
    return f"{call_words(call)}: {call.slope_error.message if call.slope_error else ''}"


def nan_gradient(comparison: Comparison) -> Cause | None:
    """Where the value is right; not in a half type whose values overflow near by, which is then the cause."""
    value_right = {(p.probe.name, p.index) for p in comparison.points if p.quantity == "value" and p.right}
    bad = [
        p for p in comparison.points if p.quantity == "slope" and math.isnan(p.got) and not math.isnan(p.want)
    ]
    point = telling(p for p in bad if (p.probe.name, p.index) in value_right)
    if point is None:
        return None
    if point.probe.dtype in HALF and not all(
        math.isfinite(p.got) for p in comparison.values(point.probe.line) if p.probe.name == point.probe.name
    ):
        return None
    if "where" in comparison.description.names:
        return named_cause("gradients.nan-gradient", witness(point, "gradient"))
    return named_cause("gradients.nan-gradient-2", witness(point, "gradient"))


def corner_slope(comparison: Comparison) -> Cause | None:
    wrong = [p for p in _wrong_slopes(comparison) if not math.isnan(p.got)]
    if not wrong or any(p.x != 0 for p in wrong) or not comparison.values_right:
        return None
    return named_cause("gradients.corner-slope", witness(wrong[0], "gradient"))


def moved_corner(comparison: Comparison) -> Cause | None:
    """Slope or second derivative wrong at tiny inputs alone: the corner is not gone, it is beside 0."""
    wrong = _wrong_slopes(comparison) or _wrong_curvatures(comparison)
    if not wrong or not all(0 < abs(p.x) < BESIDE for p in wrong) or not comparison.values_right:
        return None
    what = "gradient" if wrong[0].quantity == "slope" else "second derivative"
    return named_cause("gradients.moved-corner", witness(wrong[0], what), place=show(wrong[0].x), what=what)


def wrong_gradient(comparison: Comparison) -> Cause | None:
    wrong = [p for p in _wrong_slopes(comparison) if not math.isnan(p.got)]
    if not wrong or all(p.x == 0 for p in wrong) or not comparison.values_right:
        return None
    point = telling(wrong)
    assert point is not None
    return named_cause("gradients.wrong-gradient", witness(point, "gradient"))


def _wrong_slopes(comparison: Comparison) -> list[Point]:
    return [p for p in comparison.slopes("value", "gradient", "curvature") if not p.right]


def curvature_cut(comparison: Comparison) -> Cause | None:
    curvatures = [(call, call.reply.curvature) for call in comparison.calls]
    cut = [call for call, found in curvatures if found is not None and (not found.tracked or found.error)]
    return named_cause("gradients.curvature-cut", call_words(cut[0])) if cut else None


def nan_curvature(comparison: Comparison) -> Cause | None:
    """Where value and slope are right at that very point."""
    wrong = {(p.probe.name, p.index) for p in comparison.points if p.quantity != "curvature" and not p.right}
    nan = [p for p in comparison.points if p.quantity == "curvature" and math.isnan(p.got) and not p.right]
    point = telling(p for p in nan if (p.probe.name, p.index) not in wrong)
    return named_cause("gradients.nan-curvature", witness(point, "second derivative")) if point else None


def wrong_curvature(comparison: Comparison) -> Cause | None:
    """Where slope and value are right: else it only repeats what was said about them."""
    point = telling(p for p in _wrong_curvatures(comparison) if not math.isnan(p.got))
    if point is None or _wrong_slopes(comparison) or not comparison.values_right:
        return None
    return named_cause("gradients.wrong-curvature", witness(point, "second derivative"))


def _wrong_curvatures(comparison: Comparison) -> list[Point]:
    return [p for p in comparison.curvatures("value", "gradient", "curvature") if not p.right]
