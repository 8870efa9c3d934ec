"""A measurement is honest or not: its samples, the interval for their median, and the verdict that the interval allows."""

from __future__ import annotations

import math

from course_lib.checks.evidence import Measurement
from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.verdict import Verdict, a_or_an, by_lines, line_of, not_attempted, right_or_wrong
from course_lib.tasks.task import Cause, MeasurementTask


def judged_measurement(task: MeasurementTask, answer: Measurement) -> Verdict:
    if answer.type != "dict":
        cause = named_cause("measurements.not-a-dict", name=task.name, type=a_or_an(answer.type))
        return right_or_wrong(task, cause)
    if answer.unfilled:
        return not_attempted(task)
    found = {
        "samples": _samples_wrong(task, answer.samples),
        "interval": _interval_wrong(answer.samples, answer.low, answer.high),
        "verdict": _verdict_wrong(task, answer),
    }
    share, rest = divmod(task.points, 3)
    lines = [
        line_of(name, why is None, share + (place < rest)) for place, (name, why) in enumerate(found.items())
    ]
    return by_lines(task, lines, [why for why in found.values() if why is not None])


def _median(samples: tuple[float, ...]) -> float:
    return sorted(samples)[len(samples) // 2]


def _samples_wrong(task: MeasurementTask, samples: tuple[float, ...] | None) -> Cause | None:
    if samples is None:
        return named_cause("measurements.no-samples")
    if len(samples) < task.fewest:
        return named_cause("measurements.few-samples", samples=len(samples), fewest=task.fewest)
    if not all(map(math.isfinite, samples)):
        return named_cause("measurements.not-finite")
    if len(set(samples)) < max(2, len(samples) // 10):
        return named_cause("measurements.copied-samples")
    low, high = task.plausible
    if not low <= _median(samples) <= high:
        return named_cause("measurements.implausible", samples=_median(samples), low=low, high=high)
    return None


def _interval_wrong(samples: tuple[float, ...] | None, low: float | None, high: float | None) -> Cause | None:
    if low is None or high is None:
        return named_cause("measurements.no-interval")
    if not (low < high and math.isfinite(high - low)):
        return named_cause("measurements.empty-interval", low=low, high=high)
    samples = tuple(filter(math.isfinite, samples or ()))  # what is not finite has a cause of its own
    if not samples or not low <= _median(samples) <= high:
        return named_cause("measurements.interval-misses")
    few = len(samples) // 20
    most = sorted(samples)[few : len(samples) - few]  # one sample far out widens nothing
    if low < 2 * most[0] - most[-1] or high > 2 * most[-1] - most[0]:
        return named_cause("measurements.interval-too-wide")
    return None


def _verdict_wrong(task: MeasurementTask, answer: Measurement) -> Cause | None:
    if answer.verdict not in task.verdicts:
        words = ", ".join(task.verdicts)
        return named_cause("measurements.no-verdict", verdict=answer.verdict, words=words)
    if answer.low is None or answer.high is None:
        return named_cause("measurements.verdict-without-interval")
    if not task.verdicts[answer.verdict](answer.low, answer.high):
        return named_cause("measurements.verdict-not-covered", verdict=answer.verdict)
    return None
