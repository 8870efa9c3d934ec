"""What the journal remembers: predictions, answers, attempts and hints, each by its id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course_lib.journal import json_file


@dataclass(frozen=True)
class Prediction:
    """What the learner said before the experiment. `earlier` are choices that were replaced."""

    id: str
    choice: str
    when: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """One answer to a quiz question."""

    id: str
    choice: str
    correct: bool
    when: str


@dataclass(frozen=True)
class Attempt:
    """One graded attempt at a task: points out of points, and the failed parts in words."""

    id: str
    points: float
    out_of: float
    failed: tuple[str, ...]
    when: str

    @property
    def passed(self) -> bool:
        return self.points >= self.out_of


def keep_prediction(id: str, choice: str) -> Prediction:
    """Commit a prediction. A second one replaces the first, which stays on the record as earlier."""

    def edit(data: json_file.Data) -> Prediction:
        old = data["predictions"].get(id)
        earlier = [*old.get("earlier", []), old["choice"]] if old else []
        data["predictions"][id] = {"choice": choice, "when": json_file.now(), "earlier": earlier}
        return _prediction(id, data["predictions"][id])

    return json_file.change(edit)


def prediction(id: str) -> Prediction | None:
    """The committed prediction, or None."""
    entry = json_file.read()["predictions"].get(id)
    return _prediction(id, entry) if entry else None


def keep_answer(id: str, choice: str, correct: bool) -> Answer:
    """Add one answer to a quiz question; earlier answers stay."""

    def edit(data: json_file.Data) -> Answer:
        entry = {"choice": choice, "correct": bool(correct), "when": json_file.now()}
        data["answers"].setdefault(id, []).append(entry)
        return _answer(id, entry)

    return json_file.change(edit)


def answers(id: str) -> tuple[Answer, ...]:
    """All answers to one question, oldest first."""
    return tuple(_answer(id, entry) for entry in json_file.read()["answers"].get(id, []))


def keep_attempt(id: str, points: float, out_of: float, failed: tuple[str, ...] = ()) -> Attempt:
    """Add one attempt at a task. `failed` names the parts that were wrong, in words."""
    if not 0 <= points <= out_of:
        raise ValueError(f"keep_attempt: points={points!r} out of {out_of!r}, expected 0 ≤ points ≤ out_of.")

    def edit(data: json_file.Data) -> Attempt:
        entry = {
            "points": float(points),
            "out_of": float(out_of),
            "failed": [str(part) for part in failed],
            "when": json_file.now(),
        }
        data["attempts"].setdefault(id, []).append(entry)
        return _attempt(id, entry)

    return json_file.change(edit)


def attempts(id: str) -> tuple[Attempt, ...]:
    """All attempts at one task, oldest first."""
    return tuple(_attempt(id, entry) for entry in json_file.read()["attempts"].get(id, []))


def keep_hint(id: str, number: int) -> int:
    """Note that hint `number` (from 1) of a task has been shown; returns the highest shown so far."""
    if not isinstance(number, int) or number < 1:
        raise ValueError(f"keep_hint: number={number!r}, expected a whole number from 1.")

    def edit(data: json_file.Data) -> int:
        data["hints"][id] = max(number, data["hints"].get(id, 0))
        return int(data["hints"][id])

    return json_file.change(edit)


def hints_taken(id: str) -> int:
    """The number of hints of a task that have been shown."""
    return int(json_file.read()["hints"].get(id, 0))


@dataclass(frozen=True)
class Record:
    """The whole journal at one moment, by id."""

    predictions: dict[str, Prediction]
    answers: dict[str, tuple[Answer, ...]]
    attempts: dict[str, tuple[Attempt, ...]]
    hints: dict[str, int]
    notices: tuple[str, ...]

    @property
    def missed(self) -> frozenset[str]:
        """Questions whose last answer was wrong, and tasks whose best attempt did not pass."""
        questions = {id for id, given in self.answers.items() if not given[-1].correct}
        tasks = {id for id, tries in self.attempts.items() if not any(one.passed for one in tries)}
        return frozenset(questions | tasks)

    @property
    def ever_missed(self) -> frozenset[str]:
        """Like `missed`, with questions and tasks that went wrong at first and right later."""
        questions = {id for id, given in self.answers.items() if not all(one.correct for one in given)}
        tasks = {id for id, tries in self.attempts.items() if not all(one.passed for one in tries)}
        return frozenset(questions | tasks)


def record() -> Record:
    """The learner's record as it is now."""
    data = json_file.read()
    return Record(
        predictions={id: _prediction(id, entry) for id, entry in data["predictions"].items()},
        answers={id: tuple(_answer(id, one) for one in given) for id, given in data["answers"].items()},
        attempts={id: tuple(_attempt(id, one) for one in tries) for id, tries in data["attempts"].items()},
        hints={id: int(count) for id, count in data["hints"].items()},
        notices=tuple(str(notice.get("text", "")) for notice in data["notices"] if isinstance(notice, dict)),
    )


def _prediction(id: str, entry: dict[str, Any]) -> Prediction:
    return Prediction(id, str(entry["choice"]), str(entry.get("when", "")), tuple(entry.get("earlier", ())))


def _answer(id: str, entry: dict[str, Any]) -> Answer:
    return Answer(id, str(entry["choice"]), bool(entry.get("correct")), str(entry.get("when", "")))


def _attempt(id: str, entry: dict[str, Any]) -> Attempt:
    return Attempt(
        id,
        float(entry["points"]),
        float(entry["out_of"]),
        tuple(map(str, entry.get("failed", ()))),
        str(entry.get("when", "")),
    )
