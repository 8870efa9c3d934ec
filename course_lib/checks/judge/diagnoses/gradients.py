"""Slopes and second derivatives: cut, raising, NaN, at a corner, or those of another function."""

from __future__ import annotations

import math

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Call, Comparison
from course_lib.checks.judge.diagnoses.words import call_words, smallest, witness
from course_lib.tasks.task import Cause


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
    bad = [
        p for p in comparison.points if p.quantity == "slope" and math.isnan(p.got) and not math.isnan(p.want)
    ]
    value_right = {(p.probe.name, p.index) for p in comparison.points if p.quantity == "value" and p.right}
    bad = [p for p in bad if (p.probe.name, p.index) in value_right]
    point = smallest(bad)
    return named_cause("gradients.nan-gradient", witness(point, "gradient")) if point else None


def corner_slope(comparison: Comparison) -> Cause | None:
    wrong = [p for p in comparison.slopes("value", "gradient") if not p.right]
    if not wrong or any(p.x != 0 for p in wrong) or not comparison.values_right:
        return None
    return named_cause("gradients.corner-slope", witness(wrong[0], "gradient"))


def wrong_gradient(comparison: Comparison) -> Cause | None:
    wrong = [p for p in comparison.slopes("value", "gradient") if not p.right and not math.isnan(p.got)]
    if not wrong or all(p.x == 0 for p in wrong) or not comparison.values_right:
        return None
    if any(
        mistake.quantity == "slope" and comparison.follows(mistake.formula, "slope", "value", "gradient")
        for mistake in comparison.task.mistakes
    ):
        return None
    point = smallest(wrong)
    assert point is not None
    return named_cause("gradients.wrong-gradient", witness(point, "gradient"))


def curvature_cut(comparison: Comparison) -> Cause | None:
    curvatures = [(call, call.reply.curvature) for call in comparison.calls]
    cut = [call for call, found in curvatures if found is not None and (not found.tracked or found.error)]
    return named_cause("gradients.curvature-cut", call_words(cut[0])) if cut else None


def wrong_curvature(comparison: Comparison) -> Cause | None:
    point = smallest(p for p in comparison.curvatures("value", "gradient", "curvature") if not p.right)
    return named_cause("gradients.wrong-curvature", witness(point, "second derivative")) if point else None
