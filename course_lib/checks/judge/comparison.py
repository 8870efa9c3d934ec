"""A function answer laid beside the truth: for every call and every point, what came and what should have come.

Everything here works from evidence and spec alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import torch

from course_lib.checks.evidence import Evidence, number
from course_lib.tasks.task import CLOSE, EXACT, FULL, LOOSE, Formula, FunctionTask, Probe, Tolerance

TOLERANCES: Mapping[str, Tolerance] = {
    "value": LOOSE,
    "gradient": LOOSE,
    "curvature": LOOSE,
    "extremes": CLOSE,
    "dtype": FULL,
    "shape": LOOSE,
    "side effects": LOOSE,
    "integers": LOOSE,
}


ALIKE = Tolerance({"float64": 1e-3, "float32": 1e-3}, absolute=1e-5)
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
    """One probe and what was seen of it."""

    probe: Probe
    seen: Mapping[str, Any]

    @property
    def returned(self) -> bool:
        return self.seen["outcome"] == "returned"

    @property
    def is_tensor(self) -> bool:
        return "dtype" in self.seen

    @property
    def xs(self) -> list[float]:
        return [number(x) for x in self.seen["x"]]

    @property
    def shape(self) -> list[int]:
        return list(self.probe.shape) if self.probe.shape is not None else [len(self.seen["x"])]


class Case:
    """All calls of one function answer, compared with the truth once and asked by the diagnoses."""

    def __init__(self, task: FunctionTask, evidence: Evidence) -> None:
        self.task = task
        self.evidence = evidence
        self.answer: Mapping[str, Any] = evidence.seen.get("answer", {})
        by_name = {probe.name: probe for probe in task.probes}
        self.calls = [Call(by_name[seen["probe"]], seen) for seen in evidence.seen.get("runs", ())]

    def tolerance(self, line: str) -> Tolerance:
        return self.task.tolerances.get(line, TOLERANCES[line])

    def of_line(self, *lines: str) -> list[Call]:
        return [call for call in self.calls if call.probe.line in lines]

    @cached_property
    def points(self) -> list[Point]:
        return [point for call in self.calls for point in self._compare(call)]

    def values(self, *lines: str) -> list[Point]:
        return [p for p in self.points if p.quantity == "value" and p.probe.line in lines]

    def slopes(self, *lines: str) -> list[Point]:
        return [p for p in self.points if p.quantity == "slope" and p.probe.line in lines]

    def curvatures(self, *lines: str) -> list[Point]:
        return [p for p in self.points if p.quantity == "curvature" and p.probe.line in lines]

    def wrong(self) -> list[Point]:
        return [point for point in self.points if not point.right]

    def _compare(self, call: Call) -> Iterator[Point]:
        if not call.returned or not call.is_tensor or call.probe.dtype == "int64":
            return
        dtype = call.probe.dtype
        for quantity, key in (("value", "values"), ("slope", "slopes"), ("curvature", "curvatures")):
            got = [number(stored) for stored in call.seen.get(key, ())]
            if not got:
                continue
            want = wanted(self.task, call, quantity)
            if len(got) != len(want) and quantity == "value":
                continue
            line = (
                call.probe.line
                if quantity == "value" or call.probe.line == "extremes"
                else _line_of(quantity)
            )
            tolerance = self.tolerance(line)
            where = call.xs if len(call.xs) == len(want) else [math.nan] * len(want)
            for index, (x, ours, exact) in enumerate(zip(where, got, want, strict=False)):
                yield Point(call.probe, index, quantity, x, ours, exact, tolerance.allows(ours, exact, dtype))

    def agrees(self, formula: Formula, point: Point) -> bool:
        """Does one number follow `formula`, in the tails too (where the absolute part of `ALIKE` would hide all)?"""
        try:
            mistake = exact_numbers(formula, (point.x,), tuple(point.probe.settings.items()))[0]
        except (ArithmeticError, ValueError, TypeError):
            return False
        return Tolerance(ALIKE.relative).allows(point.got, mistake, point.probe.dtype)

    def follows(self, formula: Formula, quantity: str, *lines: str) -> bool:
        """Do all of the answer's numbers agree with `formula`, although some of them are wrong?"""
        some_wrong, compared = False, 0
        for point in self.points:
            if point.quantity != quantity or point.probe.line not in lines or point.probe.others:
                continue
            if not math.isfinite(point.x) or point.probe.expected is not None:
                continue
            mistake = exact_numbers(formula, (point.x,), tuple(point.probe.settings.items()))[0]
            if not ALIKE.allows(point.got, mistake, point.probe.dtype):
                return False
            some_wrong |= not point.right
            compared += 1
        return some_wrong and compared >= 3


def _line_of(quantity: str) -> str:
    return {"slope": "gradient", "curvature": "curvature"}[quantity]


def wanted(task: FunctionTask, call: Call, quantity: str) -> list[float]:
    """The true numbers for one call; nothing where the task states no truth for `quantity`."""
    probe = call.probe
    if quantity == "value" and probe.expected is not None:
        return list(probe.expected)
    if quantity == "slope" and probe.expected_slope is not None:
        return list(probe.expected_slope)
    if quantity != "value" and probe.expected is not None:
        return []
    if task.exact is not None:
        formula = getattr(task.exact, quantity)
        if formula is None:
            return []
        if probe.others:
            rows = zip(*probe.others.values(), strict=True)
            named = [dict(zip(probe.others, row, strict=True)) for row in rows]
            return [
                exact_numbers(formula, (x,), tuple({**probe.settings, **other}.items()))[0]
                for x, other in zip(call.xs, named, strict=True)
            ]
        return list(exact_numbers(formula, tuple(call.xs), tuple(probe.settings.items())))
    return _by_reference(task, call, quantity)


@lru_cache(maxsize=4096)
def exact_numbers(
    formula: Formula, xs: tuple[float, ...], settings: tuple[tuple[str, Any], ...]
) -> tuple[float, ...]:
    """The formula in 200-bit arithmetic at the floats as they are, each result rounded once to float64."""
    chosen = dict(settings)
    return tuple(float(formula(EXACT, EXACT.mpf(x), **chosen)) for x in xs)


def _by_reference(task: FunctionTask, call: Call, quantity: str) -> list[float]:
    """The task's own slow reference on float64 tensors, differentiated by autograd."""
    assert task.reference is not None
    probe = call.probe
    x = torch.tensor(call.xs, dtype=torch.float64).reshape(call.shape).requires_grad_(True)
    others = {name: torch.tensor(more, dtype=torch.float64) for name, more in probe.others.items()}
    y = task.reference(x, **others, **probe.settings)
    if quantity == "value":
        return y.detach().flatten().tolist()
    (slope,) = torch.autograd.grad(y.sum(), x, create_graph=quantity == "curvature")
    if quantity == "curvature":
        (slope,) = torch.autograd.grad(slope.sum(), x)
    return slope.detach().flatten().tolist()
