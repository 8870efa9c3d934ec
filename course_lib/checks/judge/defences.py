"""A comparison, or a choice: each step follows from the one before. Samples, control, interval, verdict, choice.

What the samples say is computed again here, from the numbers alone; which verdict it is, is never judged. A line whose
ground is missing is not judged: one fault has one cause.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from course_lib.checks.evidence import Defence
from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.verdict import (
    UNJUDGED,
    Line,
    Verdict,
    a_or_an,
    by_lines,
    line_of,
    not_attempted,
    right_or_wrong,
)
from course_lib.studies.summary import (
    LARGER,
    NO_DIFFERENCE,
    NOT_SETTLED,
    SMALLER,
    Interval,
    conclude,
    interval,
)
from course_lib.tasks.task import Cause, ComparisonTask, DefendTask

VERDICTS = (LARGER, SMALLER, NO_DIFFERENCE, NOT_SETTLED)
EFFECT, COST = "effect", "cost"
SAME = 1e-9
REPEATED = 0.8
"""The most frequent number may be this share of the samples: counts and shares of few examples repeat honestly."""

Samples = Mapping[str, tuple[float, ...]]


def judged_defence(task: ComparisonTask, answer: Defence) -> Verdict:
    if answer.type != "dict":
        return right_or_wrong(
            task, named_cause("defences.not-a-dict", name=task.name, type=a_or_an(answer.type))
        )
    if answer.unfilled:
        return not_attempted(task)
    found = _found(task, answer)
    share, rest = divmod(task.points, len(task.lines))
    lines = []
    for place, name in enumerate(task.lines):
        out_of = share + (place < rest)
        judged = (
            line_of(name, found[name] is None, out_of) if name in found else Line(name, UNJUDGED, 0, out_of)
        )
        lines.append(judged)
    return by_lines(task, lines, [why for why in found.values() if why is not None])


def _found(task: ComparisonTask, answer: Defence) -> Mapping[str, Cause | None]:
    """Line → its cause, or None where it holds; a line that is not judged is absent."""
    found = {"samples": _samples_wrong(task, answer)}
    if found["samples"] is not None:
        return found
    samples = {name: numbers for name, numbers in (answer.samples or {}).items() if numbers is not None}
    found["control"] = _control_wrong(task, samples)
    if found["control"] is not None:
        return found
    condition = next(name for name in samples if name != task.control)
    found["interval"] = _interval_wrong(task, samples[condition], samples[task.control], answer)
    stated = _stated(answer)
    if stated is not None:
        found["verdict"] = _verdict_wrong(task, stated, answer)
    if isinstance(task, DefendTask) and answer.verdict in VERDICTS:
        found["choice"] = _choice_wrong(task, condition, answer)
    return found


def _samples_wrong(task: ComparisonTask, answer: Defence) -> Cause | None:
    """Each list for itself: enough seeds, ordinary and plausible numbers, measured and not copied."""
    if not answer.samples:
        return named_cause("defences.no-samples", control=task.control)
    low, high = task.plausible
    for name, numbers in answer.samples.items():
        if numbers is None:
            return named_cause("defences.no-list", condition=name)
        if len(numbers) < task.fewest:
            return named_cause("defences.few-seeds", condition=name, seeds=len(numbers), fewest=task.fewest)
        if not all(map(math.isfinite, numbers)):
            return named_cause("defences.not-finite", condition=name)
        outside = [number for number in numbers if not low <= number <= high]
        if outside:
            witness = f"{name} has {outside[0]:.6g}"
            return named_cause(
                "defences.implausible", witness, condition=name, low=f"{low:g}", high=f"{high:g}"
            )
        if name not in task.may_repeat and _most_frequent(numbers) > REPEATED * len(numbers):
            witness = f"{name} has {_most_frequent(numbers)} times the same number"
            return named_cause("defences.copied-samples", witness, condition=name)
    return None


def _most_frequent(numbers: tuple[float, ...]) -> int:
    return Counter(numbers).most_common(1)[0][1]


def _control_wrong(task: ComparisonTask, samples: Samples) -> Cause | None:
    """Is there a control, one other condition, and a pair of numbers for each seed that were measured apart?"""
    if task.control not in samples:
        return named_cause("defences.no-control", control=task.control)
    others = [name for name in samples if name != task.control]
    if len(others) != 1 or others[0] not in task.conditions:
        words = " or ".join(task.conditions)
        return named_cause("defences.no-condition", control=task.control, conditions=words)
    control, tried = samples[task.control], samples[others[0]]
    if len(control) != len(tried):
        witness = f"{len(control)} numbers for {task.control}, {len(tried)} for {others[0]}"
        return named_cause("defences.not-paired", witness)
    if control == tried:
        return named_cause("defences.control-is-condition", condition=others[0], control=task.control)
    apart = [one - other for one, other in zip(tried, control, strict=True)]
    if max(apart) - min(apart) <= SAME * max(map(abs, (*control, *tried))):
        return named_cause("defences.shifted-control", f"{apart[0]:.6g} for every seed")
    return None


def _stated(answer: Defence) -> Interval | None:
    """The interval as it was stated, where it is one."""
    if answer.low is None or answer.high is None or not answer.low < answer.high:
        return None
    middle = answer.low + (answer.high - answer.low) / 2
    return Interval(middle, answer.low, answer.high, 0) if math.isfinite(answer.high - answer.low) else None


def _interval_wrong(
    task: ComparisonTask, tried: tuple[float, ...], control: tuple[float, ...], answer: Defence
) -> Cause | None:
    """Does the stated interval agree with that of the paired differences? If not: with which known mistake does it?"""
    if answer.low is None or answer.high is None:
        return named_cause("defences.no-interval")
    stated = _stated(answer)
    if stated is None:
        return named_cause("defences.empty-interval", low=f"{answer.low:.4g}", high=f"{answer.high:.4g}")
    apart = interval([one - other for one, other in zip(tried, control, strict=True)])
    if _agree(stated, apart, task.tolerance):
        return None
    witness = f"you state {stated.low:.4g} to {stated.high:.4g}"
    turned = replace(apart, mean=-apart.mean, low=-apart.high, high=-apart.low)
    if _agree(stated, turned, task.tolerance):
        return named_cause("defences.interval-turned", witness, control=task.control)
    if apart.low <= stated.low <= apart.mean <= stated.high <= apart.high:
        return named_cause("defences.interval-too-narrow", witness)
    if any(_agree(stated, interval(one), task.tolerance) for one in (tried, control)):
        return named_cause("defences.interval-of-one", witness)
    if _agree(stated, _unpaired(tried, control), task.tolerance):
        return named_cause("defences.interval-unpaired", witness)
    if abs(stated.mean - apart.mean) <= task.tolerance * (apart.high - apart.low):
        return named_cause("defences.interval-of-runs", witness)
    return named_cause("defences.interval-differs", witness)


def _agree(stated: Interval, computed: Interval, tolerance: float) -> bool:
    slack = tolerance * (computed.high - computed.low)
    return abs(stated.low - computed.low) <= slack and abs(stated.high - computed.high) <= slack


def _unpaired(tried: tuple[float, ...], control: tuple[float, ...]) -> Interval:
    """The difference of the means as if each run had its own seed."""
    one, other = interval(tried), interval(control)
    half = math.hypot(one.high - one.mean, other.high - other.mean)
    mean = one.mean - other.mean
    return replace(one, mean=mean, low=mean - half, high=mean + half)


def _verdict_wrong(task: ComparisonTask, stated: Interval, answer: Defence) -> Cause | None:
    """By the stated interval and the smallest effect of interest that the task fixes."""
    if answer.verdict not in VERDICTS:
        return named_cause("defences.no-verdict", verdict=answer.verdict, words=", ".join(VERDICTS))
    if answer.smallest is None:
        return named_cause("defences.no-smallest", smallest=f"{task.smallest:g}")
    if not math.isclose(answer.smallest, task.smallest, rel_tol=1e-6):
        witness = f"you state {answer.smallest:g}"
        return named_cause("defences.moved-smallest", witness, smallest=f"{task.smallest:g}")
    if conclude(stated, task.smallest) != answer.verdict:
        witness = f"{stated.low:.4g} to {stated.high:.4g}, and “{answer.verdict}”"
        return named_cause(
            "defences.verdict-not-covered", witness, verdict=answer.verdict, smallest=f"{task.smallest:g}"
        )
    return None


def _choice_wrong(task: DefendTask, condition: str, answer: Defence) -> Cause | None:
    """An effect that matters decides; where there is none, or none was settled, either choice rests on its cost."""
    pair = (task.control, condition)
    if answer.choice not in pair:
        return named_cause("defences.no-choice", choice=answer.choice, pair=" or ".join(pair))
    if answer.reason not in (EFFECT, COST):
        return named_cause("defences.no-reason", reason=answer.reason)
    witness = f"“{answer.verdict}”, and you choose {answer.choice} for its {answer.reason}"
    if answer.verdict in (NO_DIFFERENCE, NOT_SETTLED):
        if answer.reason == EFFECT:
            return named_cause("defences.reason-without-effect", witness, verdict=answer.verdict)
        return None
    better = condition if answer.verdict == task.better else task.control
    if answer.choice != better:
        return named_cause(
            "defences.choice-against-verdict", witness, better=task.better, condition=condition
        )
    if answer.reason == COST:
        return named_cause("defences.reason-hides-effect", witness)
    return None
