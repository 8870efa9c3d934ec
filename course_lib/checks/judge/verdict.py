"""The verdict: what the judge says about an answer, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from course_lib.tasks.task import Cause, Task

PASSED, FAILED, UNJUDGED, BY_HAND = "passed", "failed", "not judged", "by hand"
NOT_ATTEMPTED = "not attempted"


@dataclass(frozen=True)
class Line:
    """One line of the verdict: what was looked at, how it went, and its points."""

    name: str
    state: str
    points: int
    out_of: int


class Points(int):
    """A number of points. As the last line of a cell it leaves the number for nbgrader and shows nothing.

    The panel above it says how many points there are; nbgrader reads `text/plain`.
    """

    def _repr_html_(self) -> str:
        return '<span class="course-unseen" hidden></span>'


@dataclass(frozen=True)
class Verdict:
    """What the judge says. `state` is passed, failed, not attempted or by hand; `causes` come most important first.

    `self_reported` names what rests on the word of the process in which the answer ran (see `SELF_REPORTED` in
    `evidence.py`): lines with points, or “names” where there was no source.
    """

    task: str
    title: str
    asked: str
    state: str
    points: int
    out_of: int
    lines: tuple[Line, ...] = ()
    causes: tuple[Cause, ...] = ()
    notes: tuple[str, ...] = ()
    self_reported: tuple[str, ...] = ()
    hidden: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", Points(self.points))

    def _ipython_display_(self) -> None:
        """Nothing: `check` has put the panel on the page."""

    @property
    def passed(self) -> bool:
        return self.state == PASSED

    def without_inputs(self) -> Verdict:
        """The same verdict with no probe's input or value in it: what a feedback page may show of hidden probes."""
        return replace(self, causes=tuple(replace(cause, witness="") for cause in self.causes), hidden=True)

    def as_data(self) -> dict[str, Any]:
        """The plain data that the class report collects: points, states and causes, no probe's input."""
        return {
            "task": self.task,
            "state": self.state,
            "points": int(self.points),
            "out_of": self.out_of,
            "lines": {line.name: line.state for line in self.lines},
            "causes": [{"id": cause.id, "why": cause.why} for cause in self.causes],
            "hidden": self.hidden,
        }

    def __repr__(self) -> str:
        return f"Verdict({self.task}: {self.state}, {self.points} of {self.out_of} points)"


def verdict_on(task: Task, state: str, points: int, **more: Any) -> Verdict:
    """A verdict with the task's own words."""
    return Verdict(task.id, task.heading, task.asked, state, points, task.out_of, **more)


def line_of(name: str, right: bool, out_of: int) -> Line:
    return Line(name, PASSED if right else FAILED, out_of if right else 0, out_of)


def by_lines(task: Task, lines: Sequence[Line], causes: Sequence[Cause], most: int | None = None) -> Verdict:
    """The sum of the lines' points, and no more than `most`; passed where there is no cause."""
    points = sum(line.points for line in lines)
    state = FAILED if causes else PASSED
    points = points if most is None else min(points, most)
    return verdict_on(task, state, points, lines=tuple(lines), causes=tuple(causes))


def refused(task: Task, cause: Cause, lines: Sequence[Line] = ()) -> Verdict:
    return verdict_on(task, FAILED, 0, causes=(cause,), lines=tuple(lines))


def not_attempted(task: Task) -> Verdict:
    note = (
        "Nothing to check yet: write your answer where the three dots stand, run that cell, then run this one again. "
        f'hint("{task.id}") gives a first push.'
    )
    return verdict_on(task, NOT_ATTEMPTED, 0, notes=(note,))


def right_or_wrong(task: Task, *causes: Cause, notes: tuple[str, ...] = ()) -> Verdict:
    """The verdict of a task with a single line: all points where there is no cause."""
    verdict = by_lines(task, [line_of("answer", not causes, task.out_of)], causes)
    return replace(verdict, notes=notes)


def a_or_an(type_name: str) -> str:
    return f"{'an' if type_name[:1] in 'aeiouE' else 'a'} {type_name}"
