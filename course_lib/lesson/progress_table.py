"""`progress`: which lessons, predictions, questions and tasks are done, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ipywidgets

from course_lib import journal
from course_lib.lesson.panels import framed
from course_lib.lesson.root import course_root
from course_lib.lesson.syllabus import syllabus
from course_lib.lesson.widget_output import OnThePage, show_widget
from course_lib.page import escape, styled
from course_lib.terminal import say

_CELLS = 12


@dataclass(frozen=True)
class Row:
    """One lesson: how many predictions, questions and tasks are done, out of how many."""

    number: str
    title: str
    predictions: tuple[int, int]
    questions: tuple[int, int]
    tasks: tuple[int, int]

    @property
    def share(self) -> float:
        """Done over all, 0 to 1; a lesson with nothing to do counts as 0."""
        done, out_of = map(sum, zip(self.predictions, self.questions, self.tasks, strict=True))
        return done / out_of if out_of else 0.0


def progress() -> Progress:
    """Show what you have done so far as a table with a bar for each lesson.

    It is shown in a widget only, because it differs from learner to learner. On the command line:
    `python -m course_lib progress`.
    """
    panel = Progress(rows(), journal.record().notices)
    show_widget(panel.widget, "Run this cell: it shows what you have done so far.")
    return panel


def progress_command() -> int:
    """`python -m course_lib progress`: print the table; returns 0, or 1 if the course's notebooks are not there."""
    found = rows()
    if not found:
        say("No lessons found. Run this in the course's folder, the one with pyproject.toml.")
        return 1
    say(as_text(found))
    for notice in journal.record().notices:
        say(f"\n{notice}")
    return 0


class Progress(OnThePage):
    """The panel of `progress`."""

    def __init__(self, rows: tuple[Row, ...], notices: tuple[str, ...] = ()) -> None:
        self.rows = rows
        notes = "".join(f"<p>{escape(notice)}</p>" for notice in notices)
        self.widget = framed("progress", ipywidgets.HTML(styled(as_html(rows) + notes)))


def rows(root: Path | None = None) -> tuple[Row, ...]:
    """The table for the course at `root` (by default the one that is installed here) and the learner's record.

    A question counts when its last answer was right, a task when an attempt passed.
    """
    root, record = root or course_root(), journal.record()
    right = {id for id, given in record.answers.items() if given[-1].correct}
    passed = {id for id, tries in record.attempts.items() if any(one.passed for one in tries)}
    return tuple(
        Row(
            lesson.number,
            lesson.title,
            _count(lesson.predictions, set(record.predictions)),
            _count(lesson.questions, right),
            _count(lesson.tasks, passed),
        )
        for lesson in (syllabus(root) if root else ())
    )


def as_text(rows: tuple[Row, ...]) -> str:
    """The table in plain text."""
    width = max(len(row.title) for row in rows)
    lines = [f"{'lesson':<{width + 4}}{'predictions':>12}{'questions':>11}{'tasks':>8}"]
    for row in rows:
        counts = f"{_of(row.predictions):>12}{_of(row.questions):>11}{_of(row.tasks):>8}"
        lines.append(f"{row.number}  {row.title:<{width}}{counts}  {_bar(row.share)} {row.share:4.0%}")
    return "\n".join(lines)


def as_html(rows: tuple[Row, ...]) -> str:
    """The table with a bar for each lesson, and the share in words after each bar."""
    if not rows:
        return "<p>The course's notebooks were not found, so there is nothing to count.</p>"
    body = "".join(
        f'<tr><th scope="row">{escape(f"{row.number} {row.title}")}</th>'
        f"<td>{_of(row.predictions)}</td><td>{_of(row.questions)}</td><td>{_of(row.tasks)}</td>"
        f'<td><progress max="100" value="{100 * row.share:.0f}" aria-label="{escape(row.title)}"></progress> '
        f"{row.share:.0%}</td></tr>"
        for row in rows
    )
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("lesson", "predictions", "questions", "tasks", "done")
    )
    return (
        f"<table><caption>Your progress</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _count(ids: tuple[str, ...], done: set[str]) -> tuple[int, int]:
    return sum(id in done for id in ids), len(ids)


def _of(count: tuple[int, int]) -> str:
    return f"{count[0]} of {count[1]}" if count[1] else "–"


def _bar(share: float) -> str:
    full = round(share * _CELLS)
    return "[" + "#" * full + "." * (_CELLS - full) + "]"
