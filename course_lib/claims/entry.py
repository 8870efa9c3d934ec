"""What a claim is: a statement, its verdict, and the three functions that measure, decide and say it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

VERDICTS = {
    "true": "",
    "exact arithmetic only": "where floats differ",
    "not as programmed": "which program computes another function, and where",
    "half true": "which half is true",
    "false": "",
    "depends": "on what it depends",
}
"""Verdict → what the field `on` must say then; empty where `on` may be empty."""
MEANINGS = {
    "exact arithmetic only": "true of the function; rounding makes it false of numbers",
    "not as programmed": "true of the function; a program of that name computes another one",
}
"""Verdict → what it means, for the two that a reader can mix up. Both are true on paper; they differ in what is at fault.

exact arithmetic only: rounding alone. The best possible program has the same fault, because the type has no number
for the true value. not as programmed: a choice of one program, such as PyTorch's threshold. Another program in the same
type has no such fault.
"""
KINDS = {
    "measured": ("gather", "decide", "say"),
    "studied": ("study", "gather", "effect", "decide", "say"),
    "parts": ("rests_on",),
    "sourced": ("references",),
    "advice": ("rests_on",),
}
"""Kind → the fields that it needs."""
SOURCES = {
    "A": "article A (English introduction)",
    "B": "article B (German tutorial)",
    "course": "this course",
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence of the course that can be wrong.

    id          "C07": C and two digits, a number that no other claim has
    statement   one sentence in our own words
    source      who says so: keys of SOURCES
    kind        measured and studied (below), parts (a table of claims), sourced, advice
    verdict     what the course teaches, one of VERDICTS; `decide_claim` compares it with the measurement
    lesson      the lesson that teaches it, "01"
    on          on what it depends, which half is true, …: see VERDICTS
    gather      takes keyword settings, each with a default, and returns a tidy DataFrame of measured values
    decide      takes that frame, live or from a record, and returns one of VERDICTS; it reads nothing else
    say         takes that frame and returns the finding in words, with rounded numbers or bounds, so that it reads the
                same on every machine; it reads nothing else
    study       for kind "studied", a claim about training: the study of `course_lib.studies` whose recorded run decides.
                `gather` is then a short live run with other seeds, whose frame has the study's columns
    effect      for kind "studied": takes such a frame and returns {name: Interval}. What is measured live must overlap
                what is recorded, in each of these intervals
    rests_on    ids of other claims (kinds "parts" and "advice")
    references  for kind "sourced": one line each, author, year, title

    Raises ValueError for an id of another form, an unknown word, or an empty field that the verdict or the kind needs.
    """

    id: str
    statement: str
    source: tuple[str, ...]
    kind: str
    verdict: str
    lesson: str
    on: str = ""
    gather: Callable[..., Any] | None = None
    decide: Callable[[Any], str] | None = None
    say: Callable[[Any], str] | None = None
    study: str = ""
    effect: Callable[[Any], dict[str, Any]] | None = None
    rests_on: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._demand(bool(re.fullmatch(r"C\d\d", self.id)), "an id is C and two digits, such as C07")
        self._demand(self.verdict in VERDICTS, f"verdict {self.verdict!r}; choose one of {tuple(VERDICTS)}")
        self._demand(self.kind in KINDS, f"kind {self.kind!r}; choose one of {tuple(KINDS)}")
        known = bool(self.source) and set(self.source) <= set(SOURCES)
        self._demand(known, f"source {self.source!r}; use keys of {list(SOURCES)}")
        wanted = VERDICTS[self.verdict]
        self._demand(bool(self.on or not wanted), f"verdict {self.verdict!r} without `on`; say {wanted}")
        for name in KINDS[self.kind]:
            self._demand(bool(getattr(self, name)), f"kind {self.kind!r} without `{name}`")

    def _demand(self, holds: bool, message: str) -> None:
        if not holds:
            raise ValueError(f"claim {self.id}: {message}.")
