"""A measurement that was made: samples, an interval for their median, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course_lib.checks.evidence import MOST_SAMPLES, Measurement
from course_lib.checks.student.description import plain_text
from course_lib.checks.student.time_limit import attempt
from course_lib.tasks.question import Questions


def measurement_made(questions: Questions, thing: Any) -> Measurement:
    """An entry that is missing or no number is None."""
    if not isinstance(thing, Mapping):
        return Measurement(type(thing).__name__, False, None, None, None, "")
    samples = attempt(lambda: tuple(sorted(float(sample) for sample in thing["samples"]))).result
    if samples is not None and len(samples) > MOST_SAMPLES:
        samples = tuple(samples[k * len(samples) // MOST_SAMPLES] for k in range(MOST_SAMPLES))
    return Measurement(
        "dict",
        any(entry is Ellipsis or entry is None for entry in thing.values()),
        samples,
        attempt(lambda: float(thing["low"])).result,
        attempt(lambda: float(thing["high"])).result,
        plain_text(thing.get("verdict", "")),
    )
