"""Words that the diagnoses share: numbers, settings, points and calls as a learner can type them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from course_lib.checks.evidence import Failure
from course_lib.checks.judge.comparison import Call, Point
from course_lib.tasks.task import Probe


def show(value: float) -> str:
    return "NaN" if math.isnan(value) else f"{value:.6g}"


def settings_words(settings: Mapping[str, object]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in settings.items())


def _call_settings(probe: Probe) -> str:
    return ", ".join(filter(None, [probe.dtype, settings_words(probe.settings)]))


def where(point: Point) -> str:
    """The point in words: `x = 89 (float32, beta = 1.0)`."""
    probe = point.probe
    return f"{probe.argument} = {show(point.x)} ({_call_settings(probe)})"


def smallest(points: Iterable[Point]) -> Point | None:
    """The failing point with the smallest |x|: the easiest one to try by hand."""
    return min(points, key=lambda p: abs(p.x) if math.isfinite(p.x) else math.inf, default=None)


def witness(point: Point, what: str = "value") -> str:
    return f"at {where(point)} your {what} is {show(point.got)}"


def call_words(call: Call) -> str:
    xs = ", ".join(show(x) for x in call.xs[:3]) + (", …" if len(call.xs) > 3 else "")
    probe = call.probe
    return f"called with {probe.argument} = [{xs}] ({_call_settings(probe)})"


def error_words(error: Failure) -> str:
    return f"{error.name}: {error.message}"


def raised_words(call: Call) -> str:
    return f"{call_words(call)}: {error_words(call.error)}"
