"""A function's replies compared with the truth at the questions' own inputs: at every point, both numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import torch

from course_lib.checks.evidence import Failure, Replies, Reply
from course_lib.tasks.question import Question, Questions
from course_lib.tasks.task import CLOSE, FULL, LOOSE, Formula, FunctionTask, Probe, Tolerance
from course_lib.tasks.truth import exactly, true_numbers, true_shape

TOLERANCES: Mapping[str, Tolerance] = {"extremes": CLOSE, "limits": CLOSE, "dtype": FULL}
"""Of the other lines: `LOOSE`."""

ALIKE = Tolerance({"float64": 1e-3, "float32": 1e-3, "float16": 2e-2, "bfloat16": 8e-2}, absolute=1e-5)
"""Is it the same wrong formula? Wider than `LOOSE`, because a wrong formula may also be badly rounded."""


@dataclass(frozen=True)
class Point:
    """One number of the answer beside the true one. `quantity` is value, slope or curvature."""

    probe: Probe
    index: int
    quantity: str
    x: float
    got: float
    want: float
    right: bool


@dataclass(frozen=True)
class Call:
    """One probe, the question that was drawn from it, and the reply."""

    probe: Probe
    question: Question
    reply: Reply

    @property
    def returned(self) -> bool:
        return self.reply.error is None

    @property
    def returned_tensor(self) -> bool:
        return self.returned and self.reply.is_tensor

    @property
    def error(self) -> Failure:
        """Without words where nothing was raised."""
        return self.reply.error or Failure("", "")

    @property
    def slope_error(self) -> Failure | None:
        return self.reply.slope.error if self.reply.slope else None

    @property
    def cut(self) -> bool:
        """Is the path from the result back to the input cut?"""
        return self.reply.slope is not None and not self.reply.slope.tracked

    @cached_property
    def xs(self) -> tuple[float, ...]:
        """The inputs as they are in the question's dtype."""
        x = torch.tensor(self.question.x, dtype=torch.float64)
        return tuple(x.to(getattr(torch, self.question.dtype)).double().tolist())

    @property
    def shape(self) -> tuple[int, ...]:
        return self.probe.shape if self.probe.shape is not None else (len(self.question.x),)

    def numbers(self, quantity: str) -> tuple[float, ...]:
        """The reply's values, slopes or curvatures; empty where there are none."""
        if quantity == "value":
            return self.reply.values
        derivative = self.reply.slope if quantity == "slope" else self.reply.curvature
        return (derivative.numbers or ()) if derivative is not None else ()


class Comparison:
    """All calls of one function, compared with the truth once and asked by the diagnoses."""

    def __init__(self, task: FunctionTask, asked: Questions, answered: Replies) -> None:
        self.task = task
        self.answered = answered
        self.description = answered.description
        # Fewer replies where time was up.
        self.calls = list(map(Call, task.probes, asked.asked, answered.replies))
        self.followed: dict[tuple[Formula, str, tuple[str, ...]], bool] = {}  # what `follows` has found out

    @property
    def argument(self) -> str:
        """What the task calls its first argument."""
        return self.task.probes[0].argument

    def tolerance(self, line: str) -> Tolerance:
        return self.task.tolerances.get(line, TOLERANCES.get(line, LOOSE))

    def of_line(self, *lines: str) -> list[Call]:
        return [call for call in self.calls if call.probe.line in lines]

    @property
    def plain_calls(self) -> list[Call]:
        """Calls with plain float inputs, where every answer must work."""
        return self.of_line("value", "gradient") or self.calls

    @property
    def values_right(self) -> bool:
        """Were there values to compare at all ordinary inputs, and are all of them right?"""
        calls = self.of_line("value", "gradient")
        compared = all(
            call.returned_tensor and call.reply.shape == self.expected_shape(call) for call in calls
        )
        return bool(calls) and compared and all(point.right for point in self.values("value", "gradient"))

    @cached_property
    def narrowed(self) -> bool:
        """Is the result for float64 right to the digits of float32, and a number of float32 everywhere?"""
        points = [p for p in self._of("value", ("dtype",)) if p.probe.dtype == "float64"]
        near = all(ALIKE.allows(p.got, p.want, "float64") for p in points)
        got = torch.tensor([p.got for p in points], dtype=torch.float64)
        return near and not all(p.right for p in points) and torch.equal(got.float().double(), got)

    @cached_property
    def points(self) -> list[Point]:
        return [point for call in self.calls for point in self._compare(call)]

    def values(self, *lines: str) -> list[Point]:
        """Without those at ordinary inputs in float64 where the dtype is at fault (`narrowed`)."""
        points = self._of("value", lines)
        return [
            p for p in points if p.probe.line != "value" or p.probe.dtype != "float64" or not self.narrowed
        ]

    def slopes(self, *lines: str) -> list[Point]:
        return self._of("slope", lines)

    def curvatures(self, *lines: str) -> list[Point]:
        return self._of("curvature", lines)

    def _of(self, quantity: str, lines: tuple[str, ...]) -> list[Point]:
        return [p for p in self.points if p.quantity == quantity and p.probe.line in lines]

    def _compare(self, call: Call) -> Iterator[Point]:
        if not call.returned_tensor or call.probe.dtype == "int64":
            return
        for quantity, own_line in (("value", ""), ("slope", "gradient"), ("curvature", "curvature")):
            got = call.numbers(quantity)
            want = true_numbers(self.task, call.probe, call.xs, call.shape, quantity) if got else []
            if len(got) != len(want) and quantity == "value":
                continue
            far = call.probe.line in ("extremes", "limits") and quantity != "curvature"
            line = call.probe.line if far else own_line or call.probe.line
            tolerance = self.tolerance(line)
            where = call.xs if len(call.xs) == len(want) else (math.nan,) * len(want)
            for index, (x, ours, exact) in enumerate(zip(where, got, want, strict=False)):
                right = tolerance.allows(ours, exact, call.probe.dtype)
                yield Point(call.probe, index, quantity, x, ours, exact, right)

    def expected_shape(self, call: Call) -> tuple[int, ...]:
        return true_shape(self.task, call.probe, call.shape)

    def agrees(self, formula: Formula, point: Point) -> bool:
        """Does one number follow `formula`, in the tails too (where the absolute part of `ALIKE` would hide all)?"""
        try:
            mistake = exactly(formula, point.x, point.probe.settings)
        except (ArithmeticError, ValueError, TypeError):
            return False
        return Tolerance(ALIKE.relative).allows(point.got, mistake, point.probe.dtype)

    def follows(self, formula: Formula, quantity: str, *lines: str) -> bool:
        """Do all of the answer's numbers agree with `formula`, although some of them are wrong?"""
        asked = (formula, quantity, lines)
        if asked not in self.followed:  # several diagnoses ask, and one of them for each wrong number
            self.followed[asked] = self._follows(*asked)
        return self.followed[asked]

    def _follows(self, formula: Formula, quantity: str, lines: tuple[str, ...]) -> bool:
        some_wrong, compared = False, 0
        for point in self.points:
            if point.quantity != quantity or point.probe.line not in lines or point.probe.others:
                continue
            if not math.isfinite(point.x) or point.probe.expected is not None:
                continue
            mistake = exactly(formula, point.x, point.probe.settings)
            if not ALIKE.allows(point.got, mistake, point.probe.dtype):
                return False
            some_wrong |= not point.right
            compared += 1
        return some_wrong and compared >= 3
