"""A text waits for a person, with what earns points."""

from __future__ import annotations

from course_lib.checks.evidence import Text
from course_lib.checks.judge.verdict import BY_HAND, Line, Verdict, not_attempted, verdict_on
from course_lib.tasks.task import TextTask


def judged_text(task: TextTask, answer: Text) -> Verdict:
    if answer.words < task.fewest_words:
        return not_attempted(task)
    lines = tuple(Line(name, BY_HAND, 0, points) for name, points in task.scheme)
    note = "A person reads this one. The lines above are what earns points."
    return verdict_on(task, BY_HAND, 0, lines=lines, notes=(note,))
