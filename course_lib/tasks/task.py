"""What a task is, as data: one frozen record for each kind of task.

The notebook in `solutions/` holds the prose, the stub and the reference answer. The record here holds the rest: id,
points, objective, probes, the wrong answers that are known by name (mistakes), hints and the worked solution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from course_lib.tasks.question import NO_SETTINGS, Question

Formula = Callable[..., Any]
"""`formula(m, x, **settings)`: `m` is an mpmath context, `x` an exact number; returns an exact number."""


def _nothing() -> Mapping[str, Any]:
    return NO_SETTINGS


PARTS = ("core", "deeper")
"""The parts of a lesson: what everyone does, and what may be skipped."""


class TaskError(ValueError):
    """A task record that contradicts itself, or a task id that does not exist."""


@dataclass(frozen=True)
class Cause:
    """Why an answer is wrong, in words: `why` names the cause, `next_step` says what to do now.

    In a verdict also `witness`, the smallest input that shows it, and `expected`, what holds there (may be empty).
    """

    id: str
    why: str
    next_step: str
    witness: str = ""
    expected: str = ""


SMALLEST = {"float64": 2.0**-1074, "float32": 2.0**-149, "float16": 2.0**-24, "bfloat16": 2.0**-133}
"""The smallest number above 0 of each type."""


@dataclass(frozen=True)
class Tolerance:
    """An answer passes when `|answer - exact| <= relative * |exact| + absolute`, for each dtype by name.

    One step of the type's smallest numbers is always allowed: below them the nearest number is 0.
    """

    relative: Mapping[str, float]
    absolute: float = 0.0

    def allows(self, got: float, want: float, dtype: str) -> bool:
        if want != want or got != got:
            return want != want and got != got
        if want in (float("inf"), float("-inf")) or got in (float("inf"), float("-inf")):
            return got == want
        return abs(got - want) <= self.relative[dtype] * abs(want) + self.absolute + SMALLEST[dtype]


LOOSE = Tolerance({"float64": 1e-4, "float32": 1e-4, "float16": 1e-2, "bfloat16": 6e-2}, absolute=1e-7)
"""Is it the right formula at all? For ordinary inputs."""

CLOSE = Tolerance({"float64": 5e-9, "float32": 2e-5, "float16": 1e-2, "bfloat16": 6e-2})
"""Is it accurate? For tails and extremes; float64 leaves room for PyTorch's threshold rule (1.03e-10, its slope 2.06e-9)."""

FULL = Tolerance({"float64": 1e-12, "float32": 2e-5, "float16": 2e-2, "bfloat16": 1e-1}, absolute=1e-13)
"""Was it computed in the dtype that came in? For ordinary inputs."""


FREE_LINES = ("limits", "integers")
"""Lines without points: what the task's text does not ask for. What is found there is a note on a right answer."""


@dataclass(frozen=True)
class Probe:
    """One call of the learner's function.

    `x` are the values of the first argument (empty and `random` > 0: that many points between `low` and `high`);
    `others` are further tensor arguments by name, of the same shape; `settings` are plain keyword arguments.
    `line` is the verdict line that the probe serves, or one of `FREE_LINES`. `expected` and `expected_slope` replace the
    formula where limits are meant (infinity, NaN). `layout` is `plain` or `strided` (every second element of a longer
    tensor). `argument` is what the task calls its first argument; the messages say "at y = 0.01" then.
    """

    name: str
    line: str
    x: tuple[float, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=_nothing)
    others: Mapping[str, tuple[float, ...]] = field(default_factory=_nothing)
    dtype: str = "float32"
    shape: tuple[int, ...] | None = None
    layout: str = "plain"
    slope: bool = True
    curvature: bool = False
    expected: tuple[float, ...] | None = None
    expected_slope: tuple[float, ...] | None = None
    random: int = 0
    low: float = -6.0
    high: float = 6.0
    argument: str = "x"


@dataclass(frozen=True)
class Exact:
    """The true function by formulas of exact arithmetic; `slope` and `curvature` only where they are asked for."""

    value: Formula
    slope: Formula | None = None
    curvature: Formula | None = None


@dataclass(frozen=True)
class KnownMistake:
    """A known wrong answer: `formula` gives what it returns; when the learner's numbers agree, `cause` is told.

    `quantity` is `value`, `slope` or `curvature`.
    """

    cause: Cause
    formula: Formula
    quantity: str = "value"


@dataclass(frozen=True, kw_only=True)
class Task:
    """What every task has. `name` is the name that the learner's notebook defines.

    `part` is the part of the lesson that the task belongs to: its `core`, or what goes `deeper` and may be skipped.
    """

    id: str
    lesson: str
    objective: str
    name: str
    title: str
    asked: str
    hints: tuple[str, str, str]
    solution: str
    seconds: float = 5.0
    part: str = "core"
    kind: str = field(default="", init=False)

    @property
    def heading(self) -> str:
        """The title, with a word for a task that may be skipped."""
        return self.title if self.part == "core" else f"{self.title} ({self.part})"

    @property
    def out_of(self) -> int:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class FunctionTask(Task):
    """Write a function of a tensor.

    `points` gives the points of each verdict line, in the order in which the panel shows them. Known lines: value,
    gradient, curvature, extremes, dtype, shape, side effects. Truth is `exact` (element by element) or, for functions
    that mix elements, `reference` on float64 tensors. `properties` says for each line what the right answer holds,
    without giving hidden values away. A name in `forbidden` that the answer calls limits the points to
    `points_if_called`.
    """

    points: Mapping[str, int]
    probes: tuple[Probe, ...]
    exact: Exact | None = None
    reference: Callable[..., Any] | None = None
    mistakes: tuple[KnownMistake, ...] = ()
    properties: Mapping[str, str] = field(default_factory=_nothing)
    forbidden: tuple[str, ...] = ()
    points_if_called: int = 0
    tolerances: Mapping[str, Tolerance] = field(default_factory=_nothing)
    kind: str = field(default="function", init=False)

    def __post_init__(self) -> None:
        if (self.exact is None) == (self.reference is None):
            raise TaskError(f"task {self.id}: give either exact= or reference=, not both and not neither")
        names = [probe.name for probe in self.probes]
        for probe in self.probes:
            if names.count(probe.name) > 1:
                raise TaskError(f"task {self.id}: two probes have the name {probe.name!r}")
            if probe.line not in (*self.points, *FREE_LINES):
                raise TaskError(
                    f"task {self.id}: probe {probe.name!r} serves the line {probe.line!r}, "
                    f"which has no points; lines with points: {', '.join(self.points)}"
                )

    @property
    def out_of(self) -> int:
        return sum(self.points.values())


@dataclass(frozen=True)
class KnownNumber:
    """A wrong number that is known by name: anything within `relative` of `value`."""

    value: float
    cause: Cause
    relative: float = 0.01


@dataclass(frozen=True, kw_only=True)
class NumberTask(Task):
    """Give a number. Right between `low` and `high`, ends included; `known` are wrong numbers that have a name."""

    points: int
    low: float
    high: float
    known: tuple[KnownNumber, ...] = ()
    expected: str = ""
    too_small: Cause | None = None
    too_large: Cause | None = None
    kind: str = field(default="number", init=False)

    @property
    def out_of(self) -> int:
        return self.points


@dataclass(frozen=True)
class Answer:
    """One option of a choice: what it says and, for every option, why it is right or wrong."""

    text: str
    reason: str
    correct: bool = False


@dataclass(frozen=True, kw_only=True)
class ChoiceTask(Task):
    """Choose one letter, or judge several statements (then the answer is a dict, statement → word).

    With `options`, the answer is one letter. With `statements`, the answer maps each statement's key to one of
    `words`; `statements[key][word]` is the `Answer` for that word.
    """

    points: int
    options: Mapping[str, Answer] = field(default_factory=_nothing)
    statements: Mapping[str, Mapping[str, Answer]] = field(default_factory=_nothing)
    kind: str = field(default="choice", init=False)

    def __post_init__(self) -> None:
        if bool(self.options) == bool(self.statements):
            raise TaskError(f"task {self.id}: give either options= or statements=")
        for table in (self.options, *self.statements.values()):
            if table and sum(option.correct for option in table.values()) != 1:
                raise TaskError(f"task {self.id}: exactly one option must be correct")

    @property
    def out_of(self) -> int:
        return self.points


@dataclass(frozen=True)
class Behaviour:
    """One thing a module must do: its replies to the questions `asks` are judged by `accept(*replies)`.

    `accept` returns True, False (then the first cause is told), the id of one of `causes`, or None: “not judged”, where
    another behaviour's cause says all. It gets a `Reply` (see `course_lib/checks/evidence.py`) for each question, none
    of them a failure. Behaviours may share a question.
    """

    id: str
    line: str
    points: int
    asks: tuple[Question, ...]
    accept: Callable[..., bool | str | None]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, kw_only=True)
class ModelTask(Task):
    """Build a module: the answer is a class or function, called with `arguments`, that returns an nn.Module."""

    behaviours: tuple[Behaviour, ...]
    arguments: Mapping[str, Any] = field(default_factory=_nothing)
    forbidden: tuple[str, ...] = ()
    points_if_called: int = 0
    kind: str = field(default="model", init=False)

    def __post_init__(self) -> None:
        asked = {question.name: question for behaviour in self.behaviours for question in behaviour.asks}
        for question in (question for behaviour in self.behaviours for question in behaviour.asks):
            if question != asked[question.name]:
                raise TaskError(f"task {self.id}: two different questions have the name {question.name!r}")

    @property
    def out_of(self) -> int:
        return sum(behaviour.points for behaviour in self.behaviours)


@dataclass(frozen=True, kw_only=True)
class MeasurementTask(Task):
    """Measure something and say it honestly: the answer is a dict with `samples`, `low`, `high` and `verdict`.

    `samples` are the raw measurements (at least `fewest`), `(low, high)` the interval stated for their median,
    `verdict` one of `verdicts`, whose rule says which intervals allow it. `plausible` bounds what any machine can
    give. Points: one third each for samples, interval and verdict.
    """

    points: int
    fewest: int
    plausible: tuple[float, float]
    verdicts: Mapping[str, Callable[[float, float], bool]]
    kind: str = field(default="measurement", init=False)

    @property
    def out_of(self) -> int:
        return self.points


@dataclass(frozen=True, kw_only=True)
class ComparisonTask(Task):
    """Measure with a control: compare one of `conditions` with `control` over several seeds, and conclude.

    The answer is a dict: `samples` (condition → one number a seed, the same seeds in the same order), `low` and `high` (95 %
    interval of the mean paired difference, condition − control), `smallest` (the smallest effect of interest, as the
    task fixes it), `verdict` (a word of `course_lib.studies.conclude`).

    The judge asks whether each step follows from the one before, never which verdict it is. `plausible` bounds every
    sample. The samples of a condition in `may_repeat` may all be the same number (a count that is 0 for every seed). The
    stated interval may differ from the Student t interval by `tolerance` times its width, so that other honest recipes
    count. Each verdict line has the same share of the points.
    """

    points: int
    control: str
    conditions: tuple[str, ...]
    smallest: float
    fewest: int
    plausible: tuple[float, float]
    may_repeat: tuple[str, ...] = ()
    tolerance: float = 0.2
    kind: str = field(default="comparison", init=False)

    def __post_init__(self) -> None:
        names = (self.control, *self.conditions)
        low, high = self.plausible
        self.demand(
            self.points >= len(self.lines), f"points={self.points}; {len(self.lines)} lines need one each"
        )
        self.demand(
            len(names) > 1, "conditions= is empty; name at least one that is compared with the control"
        )
        self.demand(len(set(names)) == len(names), f"control and conditions must differ; they are {names}")
        self.demand(
            0 < self.smallest < float("inf"), f"smallest={self.smallest}; a positive number is expected"
        )
        self.demand(self.fewest >= 3, f"fewest={self.fewest}; an interval over seeds needs at least 3")
        self.demand(
            -1e100 <= low < high <= 1e100, f"plausible={self.plausible}; two numbers in order are expected"
        )
        self.demand(
            set(self.may_repeat) < set(names), f"may_repeat={self.may_repeat}: some of {names}, and not all"
        )
        self.demand(
            0 < self.tolerance < 0.24, f"tolerance={self.tolerance}; from 0.24 on a standard error would pass"
        )

    def demand(self, holds: bool, what: str) -> None:
        """Raises TaskError, with the task's id, unless it holds."""
        if not holds:
            raise TaskError(f"task {self.id}: {what}")

    @property
    def lines(self) -> tuple[str, ...]:
        """The verdict lines, each with the same share of the points."""
        return ("samples", "control", "interval", "verdict")

    @property
    def out_of(self) -> int:
        return self.points


@dataclass(frozen=True, kw_only=True)
class DefendTask(ComparisonTask):
    """Choose and defend: a comparison, and then the choice of one of the two conditions.

    The dict has two more entries: `choice` (control or condition) and `reason`: `effect` where the verdict is larger or
    smaller, else `cost`, and then either choice is right. `better` is the verdict that speaks for the condition:
    `larger` or `smaller`.
    """

    better: str
    kind: str = field(default="defend", init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.demand(
            self.better in ("larger", "smaller"), f"better={self.better!r}; 'larger' or 'smaller' is expected"
        )

    @property
    def lines(self) -> tuple[str, ...]:
        return (*super().lines, "choice")


@dataclass(frozen=True, kw_only=True)
class TextTask(Task):
    """A short text, graded by hand: `scheme` lists what earns points. `fewest_words` guards against an empty cell."""

    scheme: tuple[tuple[str, int], ...]
    fewest_words: int = 15
    kind: str = field(default="text", init=False)

    @property
    def out_of(self) -> int:
        return sum(points for _, points in self.scheme)
