"""The verdict: what the judge says about an answer, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

PASSED, FAILED, UNJUDGED, BY_HAND = "passed", "failed", "not judged", "by hand"
NOT_ATTEMPTED = "not attempted"


@dataclass(frozen=True)
class Line:
    """One line of the verdict: what was looked at, how it went, and its points."""

    name: str
    state: str
    points: int
    out_of: int


@dataclass(frozen=True)
class Found:
    """A cause found in an answer: its words, the smallest input that shows it, what holds there (may be empty)."""

    id: str
    why: str
    next_step: str
    witness: str = ""
    expected: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the judge says. `state` is passed, failed, not attempted or by hand; `causes` come most important first."""

    task: str
    title: str
    asked: str
    state: str
    points: int
    out_of: int
    lines: tuple[Line, ...] = ()
    causes: tuple[Found, ...] = ()
    notes: tuple[str, ...] = ()
    praise: str = ""
    hidden: bool = False

    @property
    def passed(self) -> bool:
        return self.state == PASSED

    def without_inputs(self) -> Verdict:
        """The same verdict with no probe's input or value in it: what a feedback page may show of hidden probes."""
        return replace(self, causes=tuple(replace(found, witness="") for found in self.causes), hidden=True)

    def as_data(self) -> dict[str, Any]:
        """The plain data that the class report collects: points, states and causes, no probe's input."""
        return {
            "task": self.task,
            "state": self.state,
            "points": self.points,
            "out_of": self.out_of,
            "lines": {line.name: line.state for line in self.lines},
            "causes": [{"id": found.id, "why": found.why} for found in self.causes],
            "hidden": self.hidden,
        }

    def __str__(self) -> str:
        from course_lib.checks.panel import as_text

        return as_text(self)

    def __repr__(self) -> str:
        return f"Verdict({self.task}: {self.state}, {self.points} of {self.out_of} points)"
