"""A verdict in words: the same content as text for a terminal and as HTML for a notebook.

Every state has a symbol *and* a word, no colour carries meaning, and nothing in it depends on the machine or the hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from course_lib.checks.judge.verdict import BY_HAND, FAILED, NOT_ATTEMPTED, PASSED, UNJUDGED, Line, Verdict
from course_lib.page import escape, lines, prose, rows, styled
from course_lib.tasks.task import Cause, Task

SYMBOLS = {PASSED: "✓", FAILED: "✗", UNJUDGED: "–", BY_HAND: "✎", NOT_ATTEMPTED: "○"}
MIME = "application/vnd.softplus-course.verdict+json"

_HIDDEN = "Checked with points that are not shown."
# A number as Python prints it: shown as code, so that it can be told from the words and copied.
_NUMBER = re.compile(
    r"(?<![\w.`])([-−+]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|[-−+]?inf|nan)(?![\w`])(?!\.\d)"
)


def as_text(verdict: Verdict) -> str:
    """The panel for a terminal."""
    out = [_headline(verdict), f"Asked: {verdict.asked}"]
    out += [f"  {words}" for _, words in _line_words(verdict)]
    out += [f"Points: {verdict.points} of {verdict.out_of}"]
    if verdict.hidden:
        out.append(_HIDDEN)
    if verdict.causes:
        out += ["", *(f"{name}: {text}" for name, text in _cause_rows(verdict.causes[0]))]
        out += [f"Also found: {cause.why} → {cause.next_step}" for cause in verdict.causes[1:]]
    out += [f"Note: {note}" for note in verdict.notes]
    if verdict.causes:
        out += ["", _ways_on(verdict).replace("`", "")]
    return "\n".join(out)


def as_html(verdict: Verdict) -> str:
    """The panel for a notebook: a labelled region, what failed, the first cause in full, later causes folded."""
    state, name = _headline(verdict).split(": ", 1)
    parts = [
        f'<section class="course-panel course-check" data-state="{escape(verdict.state)}" role="group" '
        f'aria-label="{escape(_headline(verdict))}">',
        f'<p class="course-title"><strong><span>{escape(state)}:</span> {prose(name)}</strong></p>',
        f'<p class="course-quiet">Asked: {prose(verdict.asked)}</p>',
        lines((state, escape(words)) for state, words in _line_words(verdict)),
        f"<p>Points: <strong>{verdict.points} of {verdict.out_of}</strong></p>",
        f"<p>{_HIDDEN}</p>" if verdict.hidden else "",
    ]
    if verdict.causes:
        parts.append(rows((name, _set(name, text)) for name, text in _cause_rows(verdict.causes[0])))
        parts.append(_folded(verdict.causes[1:]))
    parts += [f"<p>Note: {prose(note)}</p>" for note in verdict.notes]
    if verdict.causes:
        parts.append(f'<p class="course-quiet">{prose(_ways_on(verdict))}</p>')
    return styled("".join(parts) + "</section>")


def hints_as_text(task: Task, numbers: Sequence[int]) -> str:
    """The task's hints with these numbers (from 1), a line each."""
    return "\n".join(f"{_hint_name(task, number)}: {task.hints[number - 1]}" for number in numbers)


def hints_as_html(task: Task, numbers: Sequence[int]) -> str:
    """The same as a panel."""
    hints = rows((_hint_name(task, number), prose(task.hints[number - 1])) for number in numbers)
    return styled(
        f'<section class="course-panel course-hint"><p class="course-kind">{task.id}</p>{hints}</section>'
    )


def _hint_name(task: Task, number: int) -> str:
    return f"Hint {number} of {len(task.hints)}"


def _headline(verdict: Verdict) -> str:
    return f"{SYMBOLS[verdict.state]} {verdict.state}: {verdict.title} ({verdict.task})"


def _line_words(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """State and words: a line of its own for each that failed, one line for all that passed and one for the rest."""
    if len(verdict.lines) < 2:
        return  # the headline and the points say it
    for line in verdict.lines:
        if line.state == FAILED:
            yield FAILED, f"{SYMBOLS[FAILED]} {FAILED}: {line.name} ({line.points} of {line.out_of})"
    for state in SYMBOLS:
        together = [line for line in verdict.lines if line.state == state != FAILED]
        if together:
            yield state, f"{SYMBOLS[state]} {state}: {_named(together)}"


def _named(together: list[Line]) -> str:
    points, out_of = sum(line.points for line in together), sum(line.out_of for line in together)
    return f"{', '.join(line.name for line in together)} ({points} of {out_of})"


def _cause_rows(cause: Cause) -> list[tuple[str, str]]:
    found = [
        ("Cause", cause.why),
        ("Seen", cause.witness),
        ("Expected", cause.expected),
        ("Next step", cause.next_step),
    ]
    return [(name, text) for name, text in found if text]


def _set(name: str, text: str) -> str:
    """The HTML of one row; in a witness and in what is expected the numbers are set as code."""
    return prose(_NUMBER.sub(r"`\1`", text) if name in ("Seen", "Expected") and "`" not in text else text)


def _folded(causes: tuple[Cause, ...]) -> str:
    if not causes:
        return ""
    items = "".join(f"<li>{prose(cause.why)} → {prose(cause.next_step)}</li>" for cause in causes)
    more = f"{len(causes)} more cause{'s' if len(causes) > 1 else ''}, to read when the first is repaired"
    return f"<details><summary>{more}</summary><ul>{items}</ul></details>"


def _ways_on(verdict: Verdict) -> str:
    # The number of attempts is not written here: stored outputs must not depend on the learner's journal.
    return (
        f'Stuck? `hint("{verdict.task}")` gives the next of three hints; after three honest attempts '
        f'`solution("{verdict.task}")` opens a worked solution.'
    )
