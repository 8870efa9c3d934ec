"""Evidence: the replies of an answer, as typed records of numbers and words that fit in bounded JSON.

It holds no input and no seed: the judge draws the same questions again and compares reply by reply. Some records
cannot be compared with any truth, because only the process in which the answer ran can know them. They are
`SELF_REPORTED`: they carry few points (the line “side effects”, the kept tensors of one module), and the verdict says
so where it rests on one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.tasks.strict_json import Malformed, from_json, to_json

MOST_VALUES = 64
MOST_TEXT = 400
MOST_SAMPLES = 2_000
MOST_CONDITIONS = 8
MOST_SEEDS = 400

SELF_REPORTED = ("changed_input", "settings_changed", "kept", "printed", "warnings", "names", "ran")
"""Names of the records that the judge takes as given (`names` only where there is no source; `ran` can only take points)."""


@dataclass(frozen=True)
class Failure:
    """An exception: the name of its type and its message."""

    name: str
    message: str


@dataclass(frozen=True)
class Derivative:
    """A slope or curvature: its numbers, or why there are none; `tracked` is false where the path is cut."""

    tracked: bool
    numbers: tuple[float, ...] | None = None
    error: Failure | None = None


@dataclass(frozen=True)
class Parameter:
    """One parameter of a module; `gradient` is None where it was not asked for or none arrived."""

    shape: tuple[int, ...]
    trainable: bool
    gradient: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Kept:
    """What autograd keeps for the backward pass, among tensors of the input's size: input, output, how many others."""

    input: bool
    output: bool
    other: int


@dataclass(frozen=True)
class Reply:
    """The reply to one question: a failure, or what came back. Only what was wanted is there.

    `dtype`, `shape` and `values` (the first `MOST_VALUES`, row by row) are those of a dense real tensor; of another
    result only its `type` is known.
    """

    question: str
    error: Failure | None = None
    type: str = ""
    dtype: str = ""
    shape: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    changed_input: bool = False
    slope: Derivative | None = None
    curvature: Derivative | None = None
    parameters: tuple[Parameter, ...] = ()
    kept: Kept | None = None

    @property
    def is_tensor(self) -> bool:
        return bool(self.dtype)


@dataclass(frozen=True)
class Description:
    """What a function or class answer is: lying about it can only lose points, but for `names` (see `SELF_REPORTED`)."""

    type: str
    callable: bool
    value: str
    module: str
    qualname: str
    names: tuple[str, ...]
    dots: bool
    does_nothing: bool
    shadowed: tuple[str, ...]


@dataclass(frozen=True)
class Replies:
    """A function or a module: its description, and a reply to each question that its time allowed.

    `built` is the type of what a model's class or function built, `build_error` why nothing was built. `ran` are the
    names of the functions of torch and of the course that one call reached.
    """

    description: Description
    replies: tuple[Reply, ...] = ()
    settings_changed: tuple[str, ...] = ()
    printed: int = 0
    warnings: tuple[str, ...] = ()
    stopped_after: float | None = None
    built: str = ""
    is_module: bool = False
    build_error: Failure | None = None
    ran: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """`number` is None where the answer is no number."""

    type: str
    shown: str
    number: float | None


@dataclass(frozen=True)
class Choice:
    """One letter (`shown`), or a word for each statement."""

    type: str
    shown: str
    words: Mapping[str, str | None] | None


@dataclass(frozen=True)
class Measurement:
    """The four entries of a measurement; `samples` are evenly chosen in order of size where there are too many."""

    type: str
    unfilled: bool
    samples: tuple[float, ...] | None
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True)
class Defence:
    """A comparison and perhaps a choice: samples by condition, in their order (None: no list of numbers)."""

    type: str
    unfilled: bool
    samples: Mapping[str, tuple[float, ...] | None] | None
    low: float | None
    high: float | None
    smallest: float | None
    verdict: str
    choice: str
    reason: str


@dataclass(frozen=True)
class Text:
    """The beginning of a text that a person reads, and the number of its words."""

    type: str
    words: int
    shown: str


Answered = Replies | Number | Choice | Measurement | Defence | Text
KINDS: Mapping[str, type] = {
    "function": Replies,
    "model": Replies,
    "number": Number,
    "choice": Choice,
    "measurement": Measurement,
    "comparison": Defence,
    "defend": Defence,
    "text": Text,
}


@dataclass(frozen=True)
class Evidence:
    """`attempt` is `made` (with `answer`), `none` (the three dots are still there) or `missing` (no such name)."""

    task: str
    kind: str
    attempt: str
    answer: Answered | None = None
    similar_names: tuple[str, ...] = ()

    def to_json(self) -> str:
        """One line of strict JSON; raises ValueError when it is too long (see `course_lib.tasks.strict_json`)."""
        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Evidence:
        """Raises `Malformed`, a ValueError, where `text` is not the whole and typed record."""
        evidence = from_json(cls, text)
        wanted = KINDS.get(evidence.kind) if evidence.attempt == "made" else type(None)
        if evidence.attempt not in ("made", "none", "missing") or type(evidence.answer) is not wanted:
            raise Malformed(
                f"a {evidence.kind!r} with the attempt {evidence.attempt!r} cannot hold this answer"
            )
        return evidence

    def digest(self) -> str:
        """Sixteen hex digits that tell two different answers apart; equal answers have equal digests."""
        return hashlib.sha256(self.to_json().encode("utf-8")).hexdigest()[:16]
