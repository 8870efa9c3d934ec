"""How long a lesson takes: one formula, for every lesson, always called an estimate.

minutes = words / 200 + 0.5 · code cells + 1 · predictions + 1 · quiz questions + 2 · widgets + tasks by kind,
rounded to five. 200 words a minute is slow silent reading, for readers who also read formulas; the other numbers
are the project's own guesses until learners are timed. Cells tagged `teacher` and `references` are not counted as reading.
"""

from collections import Counter
from dataclasses import dataclass

from rubric_rows.lesson import Context, Lesson, words

WORDS_A_MINUTE = 200
CODE_CELL, PREDICTION, QUESTION, WIDGET = 0.5, 1, 1, 2
TASK = {"function": 10, "model": 12, "measurement": 8, "text": 6, "number": 4, "choice": 2}
UNREAD_TAGS = {"teacher", "references"}


@dataclass(frozen=True)
class Estimate:
    """What a lesson holds, and the minutes that follow."""

    words: int
    code_cells: int
    predictions: int
    questions: int
    widgets: int
    tasks: tuple[tuple[str, int], ...]

    @property
    def minutes(self) -> float:
        return (
            self.words / WORDS_A_MINUTE
            + CODE_CELL * self.code_cells
            + PREDICTION * self.predictions
            + QUESTION * self.questions
            + WIDGET * self.widgets
            + sum(TASK[kind] * count for kind, count in self.tasks)
        )

    @property
    def rounded(self) -> int:
        """To five, upwards at the half, and never less than five."""
        return max(5, int(self.minutes / 5 + 0.5) * 5)

    def in_words(self) -> str:
        tasks = ", ".join(f"{count} × {kind}" for kind, count in self.tasks) or "none"
        return (
            f"{self.words} words, {self.code_cells} code cells, {self.predictions} predictions, {self.questions} questions, "
            f"{self.widgets} widgets, tasks: {tasks} = {self.minutes:.1f} minutes"
        )


def estimate(lesson: Lesson, context: Context) -> Estimate:
    """Count a lesson. Raises KeyError for a task of a kind without minutes."""
    kinds = Counter(task.kind for task in context.tasks_of(lesson.number))
    unknown = sorted(set(kinds) - set(TASK))
    if unknown:
        raise KeyError(f"minutes.TASK has no minutes for tasks of kind {unknown}; it has {sorted(TASK)}")
    return Estimate(
        words=sum(words(cell.source) for cell in lesson.prose if not UNREAD_TAGS & set(cell.tags)),
        code_cells=len(lesson.code),
        predictions=_calls(lesson, "predict"),
        questions=_calls(lesson, "quiz", "recall"),
        widgets=_calls(lesson, "explore"),
        tasks=tuple(sorted(kinds.items())),
    )


def _calls(lesson: Lesson, *names: str) -> int:
    return sum(len(cell.calls(*names)) for cell in lesson.code)
