"""A number is right between two bounds; else the verdict names a known wrong number, or says too small or too large."""

from __future__ import annotations

import math
from dataclasses import replace

from course_lib.checks.evidence import Number
from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.verdict import Verdict, a_or_an, right_or_wrong
from course_lib.tasks.task import Cause, NumberTask


def judged_number(task: NumberTask, answer: Number) -> Verdict:
    if answer.number is None:
        kind = a_or_an(answer.type)
        cause = named_cause("numbers.not-a-number", name=task.name, type=kind, shown=answer.shown)
        return right_or_wrong(task, cause)
    if task.low <= answer.number <= task.high:
        return right_or_wrong(task)
    cause = _why_wrong(task, answer.number)
    return right_or_wrong(task, replace(cause, witness=f"your number is {answer.number:.10g}"))


def _why_wrong(task: NumberTask, got: float) -> Cause:
    if not math.isfinite(got):
        return named_cause("numbers.not-finite")
    for wrong in task.known:
        if abs(got - wrong.value) <= wrong.relative * abs(wrong.value):
            return wrong.cause
    side, way = (task.too_small, "small") if got < task.low else (task.too_large, "large")
    return side or named_cause("numbers.too-far", way=way, expected=task.expected)
