"""What a claim is: a statement, its verdict, and the function that measures it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

VERDICTS = ("true", "exact arithmetic only", "false", "depends")
KINDS = ("measured", "parts", "sourced", "advice")
SOURCES = {
    "A": "article A (English introduction)",
    "B": "article B (German tutorial)",
    "course": "this course",
}

Number = int | float | str


@dataclass(frozen=True)
class Measured:
    """What a measurement found.

    verdict: one of VERDICTS, *derived* from the numbers by the function that measured them.
    numbers: name → value, for tests and tables; floats unrounded.
    sentence: the finding in words, with rounded numbers or bounds, so that it reads the same on every machine.
    """

    verdict: str
    numbers: Mapping[str, Number]
    sentence: str


@dataclass(frozen=True)
class Claim:
    """A sentence of the course that can be wrong.

    id          "C07"
    statement   one sentence in our own words
    source      who says so: keys of SOURCES
    kind        measured (measure() returns numbers), parts (a table of claims), sourced, advice
    verdict     what the course teaches; `settle` holds it against the measurement
    lesson      the lesson that teaches it, "01"
    on          for "depends" and "exact arithmetic only": on what, in a few words
    measure     for kind "measured": takes no required argument, returns Measured
    rests_on    ids of other claims (kinds "parts" and "advice")
    references  for kind "sourced": one line each, author, year, title
    """

    id: str
    statement: str
    source: tuple[str, ...]
    kind: str
    verdict: str
    lesson: str
    on: str = ""
    measure: Callable[..., Measured] | None = None
    rests_on: tuple[str, ...] = ()
    references: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        _demand(self.verdict in VERDICTS, self, f"verdict {self.verdict!r}; choose one of {VERDICTS}")
        _demand(self.kind in KINDS, self, f"kind {self.kind!r}; choose one of {KINDS}")
        unknown = [name for name in self.source if name not in SOURCES]
        _demand(
            bool(self.source) and not unknown, self, f"source {self.source!r}; use keys of {list(SOURCES)}"
        )
        _demand(
            self.verdict not in ("depends", "exact arithmetic only") or bool(self.on),
            self,
            f"verdict {self.verdict!r} without `on`; say on what it depends, or where floats differ",
        )
        needs = {
            "measured": self.measure,
            "parts": self.rests_on,
            "advice": self.rests_on,
            "sourced": self.references,
        }
        field_name = {
            "measured": "measure",
            "parts": "rests_on",
            "advice": "rests_on",
            "sourced": "references",
        }
        _demand(bool(needs[self.kind]), self, f"kind {self.kind!r} without `{field_name[self.kind]}`")


def _demand(holds: bool, claim: Claim, message: str) -> None:
    if not holds:
        raise ValueError(f"claim {claim.id}: {message}.")
