"""How long a lesson takes: one formula, for every lesson, always called an estimate.

minutes = words / 130 + 0.5 · code cells + 1 · predictions + 1 · quiz questions + 2 · widgets, for the core and for the
deeper part apart; the exercises are tasks by kind. Each is rounded to five. 130 words a minute is slow silent reading, for
readers who also read formulas in a language that is not theirs; the other numbers are the project's own guesses until
learners are timed. Cells tagged `teacher` and `references` are not counted as reading.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rubric_rows.lesson import Cell, Context, Lesson, words

WORDS_A_MINUTE = 130
CODE_CELL, PREDICTION, QUESTION, WIDGET = 0.5, 1, 1, 2
TASK = {
    "function": 10,
    "model": 12,
    "defend": 10,
    "comparison": 9,
    "measurement": 8,
    "text": 6,
    "number": 4,
    "choice": 2,
}
UNREAD_TAGS = {"teacher", "references"}


@dataclass(frozen=True)
class Reading:
    """What some cells of a lesson hold, and the minutes that follow."""

    words: int
    code_cells: int
    predictions: int
    questions: int
    widgets: int

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Reading":
        found = list(cells)
        code = [cell for cell in found if cell.is_code]

        def calls(*names: str) -> int:
            return sum(len(cell.calls(*names)) for cell in code)

        return cls(
            words=sum(
                words(cell.source) for cell in found if cell.is_prose and not UNREAD_TAGS & set(cell.tags)
            ),
            code_cells=len(code),
            predictions=calls("predict"),
            questions=calls("quiz", "recall"),
            widgets=calls("explore"),
        )

    @property
    def minutes(self) -> float:
        return (
            self.words / WORDS_A_MINUTE
            + CODE_CELL * self.code_cells
            + PREDICTION * self.predictions
            + QUESTION * self.questions
            + WIDGET * self.widgets
        )

    def in_words(self) -> str:
        return (
            f"{self.words} words, {self.code_cells} code cells, {self.predictions} predictions, {self.questions} questions, "
            f"{self.widgets} widgets = {self.minutes:.1f} minutes"
        )


@dataclass(frozen=True)
class Estimate:
    """Core, deeper part and exercises of one lesson."""

    core: Reading
    deeper: Reading
    tasks: tuple[tuple[str, int], ...]

    @property
    def task_minutes(self) -> int:
        return sum(TASK[kind] * count for kind, count in self.tasks)

    @property
    def rounded(self) -> dict[str, int]:
        """Part → minutes to five; a part that is absent has none."""
        parts = {
            "core": self.core.minutes,
            "deeper part": self.deeper.minutes,
            "exercises": self.task_minutes,
        }
        return {name: to_five(minutes) for name, minutes in parts.items() if minutes > 0}

    @property
    def stated(self) -> str:
        """What the first cell of the lesson says."""
        parts = self.rounded
        said = ", ".join(f"{name} about {minutes} minutes" for name, minutes in parts.items())
        return f"{said} (estimate{'s' if len(parts) > 1 else ''})"

    def in_words(self) -> str:
        tasks = ", ".join(f"{count} × {kind}" for kind, count in self.tasks) or "none"
        deeper = f"; deeper: {self.deeper.in_words()}" if self.deeper.minutes else ""
        return f"core: {self.core.in_words()}{deeper}; tasks: {tasks} = {self.task_minutes} minutes"


def to_five(minutes: float) -> int:
    """To five, upwards at the half, and never less than five."""
    return max(5, int(minutes / 5 + 0.5) * 5)


def estimate(lesson: Lesson, context: Context) -> Estimate:
    """Count a lesson. Raises KeyError for a task of a kind without minutes."""
    kinds = Counter(task.kind for task in context.tasks_of(lesson.number))
    unknown = sorted(set(kinds) - set(TASK))
    if unknown:
        raise KeyError(f"minutes.TASK has no minutes for tasks of kind {unknown}; it has {sorted(TASK)}")
    return Estimate(Reading.of(lesson.core), Reading.of(lesson.deeper), tuple(sorted(kinds.items())))
