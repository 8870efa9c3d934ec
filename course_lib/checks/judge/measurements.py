"""A measurement is honest or not: its samples, the interval for their median, and the verdict that the interval allows."""

from __future__ import annotations

from course_lib.checks.evidence import Measurement
from course_lib.checks.judge.verdict import (
    FAILED,
    PASSED,
    Line,
    Verdict,
    not_attempted,
    right_or_wrong,
    verdict_on,
    with_article,
)
from course_lib.tasks.task import Cause, MeasurementTask


def judged_measurement(task: MeasurementTask, answer: Measurement) -> Verdict:
    if answer.type != "dict":
        cause = Cause(
            "not-a-dict",
            f"`{task.name}` is {with_article(answer.type)}; a dict with samples, low, high and verdict was expected.",
            "Keep the dict of the stub and fill in its four entries.",
        )
        return right_or_wrong(task, cause)
    if answer.unfilled:
        return not_attempted(task)
    found = {
        "samples": _samples_wrong(task, answer.samples),
        "interval": _interval_wrong(answer.samples, answer.low, answer.high),
        "verdict": _verdict_wrong(task, answer),
    }
    share, rest = divmod(task.points, 3)
    lines = []
    for place, (name, why) in enumerate(found.items()):
        out_of = share + (1 if place < rest else 0)
        lines.append(Line(name, PASSED if why is None else FAILED, 0 if why else out_of, out_of))
    causes = tuple(cause for cause in found.values() if cause is not None)
    points = sum(line.points for line in lines)
    return verdict_on(task, FAILED if causes else PASSED, points, lines=tuple(lines), causes=causes)


def _median(samples: tuple[float, ...]) -> float:
    return sorted(samples)[len(samples) // 2]


def _samples_wrong(task: MeasurementTask, samples: tuple[float, ...] | None) -> Cause | None:
    if samples is None:
        return Cause(
            "no-samples",
            "There are no raw samples.",
            "Keep every single measurement in a list under `samples`; a mean alone cannot be checked.",
        )
    if len(samples) < task.fewest:
        return Cause(
            "few-samples",
            f"{len(samples)} samples are too few to see the spread; at least {task.fewest} are needed.",
            "Repeat the measurement in a loop, after a warm-up.",
        )
    if len(set(samples)) < max(2, len(samples) // 10):
        return Cause(
            "copied-samples",
            "Almost all samples are the same number: one measurement was repeated on paper.",
            "Measure again in every round of the loop.",
        )
    low, high = task.plausible
    if not low <= _median(samples) <= high:
        return Cause(
            "implausible",
            f"A median of {_median(samples):.4g} lies outside what any machine gives ({low:g} to {high:g}).",
            "Check the unit, the order of the division, and whether the work was really done inside the timed part.",
        )
    return None


def _interval_wrong(samples: tuple[float, ...] | None, low: float | None, high: float | None) -> Cause | None:
    if low is None or high is None:
        return Cause(
            "no-interval",
            "The interval is missing: `low` and `high` must be numbers.",
            "Take two quantiles of the samples, or a bootstrap interval of the median.",
        )
    if not low < high:
        return Cause(
            "empty-interval",
            f"The interval from {low:.4g} to {high:.4g} has no width, or its ends are swapped.",
            "`low` must be smaller than `high`.",
        )
    if not samples or not low <= _median(samples) <= high:
        return Cause(
            "interval-misses",
            "The interval does not contain the median of your own samples.",
            "Compute it from the same samples, in the same unit.",
        )
    margin = 0.5 * (max(samples) - min(samples))
    if low < min(samples) - margin or high > max(samples) + margin:
        return Cause(
            "interval-too-wide",
            "The interval reaches far beyond all samples: it is safe, and says nothing.",
            "Give an interval for the median, not for everything that could happen.",
        )
    return None


def _verdict_wrong(task: MeasurementTask, answer: Measurement) -> Cause | None:
    if answer.verdict not in task.verdicts:
        words = ", ".join(task.verdicts)
        return Cause(
            "no-verdict", f"The verdict {answer.verdict!r} is none of: {words}.", "Write one of these words."
        )
    if answer.low is None or answer.high is None:
        return Cause(
            "verdict-without-interval",
            "Without an interval no verdict is honest.",
            "State `low` and `high` first.",
        )
    if not task.verdicts[answer.verdict](answer.low, answer.high):
        return Cause(
            "verdict-not-covered",
            f"Your interval does not allow the verdict {answer.verdict}.",
            "Apply the rule of the task to both ends of the interval.",
        )
    return None
