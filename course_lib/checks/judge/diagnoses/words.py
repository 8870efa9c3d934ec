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


DTYPES = ("float32", "float64", "float16", "bfloat16")
"""The order in which a witness is looked for: what a learner types first comes first."""

VISIBLE = 0.05
"""A relative difference that nobody overlooks."""


def telling(points: Iterable[Point]) -> Point | None:
    """The failing point that shows most at a glance: a clear difference first, then the plainest input."""
    failing = list(points)
    clear = min(VISIBLE, max(map(_difference, failing), default=0.0) / 2)
    return min((p for p in failing if _difference(p) >= clear), key=_effort, default=None)


def _difference(point: Point) -> float:
    """Relative, at most 2, which is that of a wrong infinity or NaN."""
    if not (math.isfinite(point.got) and math.isfinite(point.want)):
        return 2.0
    return abs(point.got - point.want) / (max(abs(point.got), abs(point.want)) or 1.0)


def _effort(point: Point) -> tuple[object, ...]:
    """How much there is to type: dtype, then an ordinary number, the fewest digits, the smallest size."""
    return (
        DTYPES.index(point.probe.dtype),
        not math.isfinite(point.x),
        bool(point.probe.random),
        len(show(abs(point.x))),
        abs(point.x) if math.isfinite(point.x) else 0.0,
    )


def both(got: float, want: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to see that they differ."""
    pairs = ((f"{got:.{digits}g}", f"{want:.{digits}g}") for digits in range(6, 18))
    shown = next((pair for pair in pairs if pair[0] != pair[1]), (repr(got), repr(want)))
    plain = {"nan": "NaN", "-0": "0"}
    return plain.get(shown[0], shown[0]), plain.get(shown[1], shown[1])


def witness(point: Point, what: str = "value") -> str:
    got, want = both(point.got, point.want)
    return f"at {where(point)} your {what} is {got}; {want} is right"


def call_words(call: Call) -> str:
    xs = ", ".join(show(x) for x in call.xs[:3]) + (", …" if len(call.xs) > 3 else "")
    probe = call.probe
    return f"called with {probe.argument} = [{xs}] ({_call_settings(probe)})"


def error_words(error: Failure) -> str:
    return f"{error.name}: {error.message}"


def raised_words(call: Call) -> str:
    return f"{call_words(call)}: {error_words(call.error)}"
