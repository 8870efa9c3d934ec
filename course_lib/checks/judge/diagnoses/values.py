"""Wrong values at ordinary inputs: a known mistake, a lost shape, learned points, one setting, another formula."""

from __future__ import annotations

from dataclasses import replace

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Comparison
from course_lib.checks.judge.diagnoses.words import call_words, settings_words, telling, witness
from course_lib.tasks.task import Cause

LINE_OF = {"value": "value", "slope": "gradient", "curvature": "curvature"}


def mistake(comparison: Comparison) -> Cause | None:
    """The first of the task's known mistakes whose formula the answer follows."""
    for known in comparison.task.mistakes:
        lines = ("value",) if known.quantity == "value" else ("value", "gradient")
        if comparison.follows(known.formula, known.quantity, *lines):
            points = [p for p in comparison.points if p.quantity == known.quantity and p.probe.line in lines]
            point = telling(p for p in points if not p.right)
            held = comparison.task.properties.get(LINE_OF[known.quantity], "")
            return replace(
                known.cause, witness=witness(point, known.quantity) if point else "", expected=held
            )
    return None


def shape_lost(comparison: Comparison) -> Cause | None:
    for call in comparison.calls:
        if call.returned_tensor and call.reply.shape != comparison.expected_shape(call):
            got, want = call.reply.shape, comparison.expected_shape(call)
            return named_cause("values.shape-lost", call_words(call), shape=call.shape, got=got, want=want)
    return None


def only_visible(comparison: Comparison) -> Cause | None:
    """Right at the round numbers, wrong at numbers between them (and not only beyond the last of them)."""
    fixed = [p for p in comparison.values("value") if not p.probe.random]
    drawn = [p for p in comparison.values("value") if p.probe.random and not p.right]
    if not fixed or not all(p.right for p in fixed):
        return None
    low, high = min(p.x for p in fixed), max(p.x for p in fixed)
    point = telling(p for p in drawn if low < p.x < high)
    return named_cause("values.only-visible", witness(point)) if point else None


def wrong_setting(comparison: Comparison) -> Cause | None:
    points = [p for p in comparison.values("value") if not p.probe.random]
    if not points or mistake(comparison):
        return None
    first = points[0].probe.settings
    wrong = [p for p in points if not p.right]
    point = telling(wrong)
    if point is None or not first or any(p.probe.settings == first for p in wrong):
        return None
    return named_cause(
        "values.wrong-setting",
        witness(point),
        right=settings_words(first),
        wrong=settings_words(point.probe.settings),
    )


def wrong_value(comparison: Comparison) -> Cause | None:
    point = telling(p for p in comparison.values("value") if not p.right)
    if point is None or mistake(comparison) or only_visible(comparison) or wrong_setting(comparison):
        return None
    return named_cause("values.wrong-value", witness(point))
