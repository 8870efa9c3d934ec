"""A verdict in words: the same content as text for a terminal and as HTML for a notebook.

Every state has a symbol *and* a word, no colour carries meaning, and nothing in it depends on the machine or the hour.
"""

from __future__ import annotations

import re
from html import escape

from course_lib.checks.judge.verdict import BY_HAND, FAILED, NOT_ATTEMPTED, PASSED, UNJUDGED, Line, Verdict
from course_lib.tasks.task import Cause

SYMBOLS = {PASSED: "✓", FAILED: "✗", UNJUDGED: "–", BY_HAND: "✎", NOT_ATTEMPTED: "○"}
MIME = "application/vnd.softplus-course.verdict+json"

_HIDDEN = "Checked with points that are not shown."


def as_text(verdict: Verdict) -> str:
    """The panel for a terminal."""
    rows = [_headline(verdict), f"Asked: {verdict.asked}"]
    rows += [f"  {_line_words(line)}" for line in verdict.lines]
    rows += [f"Points: {verdict.points} of {verdict.out_of}"]
    if verdict.hidden:
        rows.append(_HIDDEN)
    if verdict.causes:
        rows += ["", *_cause_rows(verdict.causes[0])]
        rows += [f"Also found: {cause.why} → {cause.next_step}" for cause in verdict.causes[1:]]
    rows += [f"Note: {note}" for note in verdict.notes]
    if verdict.causes:
        rows += ["", _ways_on(verdict)]
    return "\n".join(rows)


def as_html(verdict: Verdict) -> str:
    """The panel for a notebook: a labelled region, a list of lines, the first cause in full, later causes folded."""
    lines = "".join(f"<li>{_marked(_line_words(line))}</li>" for line in verdict.lines)
    parts = [
        f'<section class="course-check" role="group" aria-label="{escape(_headline(verdict))}" '
        'style="border:1px solid currentColor;border-radius:4px;padding:.6em 1em;max-width:46em">',
        f"<p><strong>{escape(_headline(verdict))}</strong></p>",
        f"<p>Asked: {_marked(verdict.asked)}</p>",
        f'<ul style="list-style:none;padding-left:.5em">{lines}</ul>' if lines else "",
        f"<p>Points: <strong>{verdict.points} of {verdict.out_of}</strong></p>",
        f"<p>{_HIDDEN}</p>" if verdict.hidden else "",
    ]
    if verdict.causes:
        parts += [f"<p>{_marked(row)}</p>" for row in _cause_rows(verdict.causes[0])]
        parts.append(_folded(verdict.causes[1:]))
    parts += [f"<p>Note: {_marked(note)}</p>" for note in verdict.notes]
    if verdict.causes:
        parts.append(f"<p>{escape(_ways_on(verdict))}</p>")
    return "".join(parts) + "</section>"


def _marked(text: str) -> str:
    """Escaped, and what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _headline(verdict: Verdict) -> str:
    return f"{SYMBOLS[verdict.state]} {verdict.state}: {verdict.title} ({verdict.task})"


def _line_words(line: Line) -> str:
    return f"{SYMBOLS[line.state]} {line.state}: {line.name} ({line.points} of {line.out_of})"


def _cause_rows(cause: Cause) -> list[str]:
    rows = [f"Cause: {cause.why}"]
    if cause.witness:
        rows.append(f"Seen: {cause.witness}")
    if cause.expected:
        rows.append(f"Expected: {cause.expected}")
    return [*rows, f"Next step: {cause.next_step}"]


def _folded(causes: tuple[Cause, ...]) -> str:
    if not causes:
        return ""
    items = "".join(f"<li>{_marked(cause.why)} → {_marked(cause.next_step)}</li>" for cause in causes)
    more = f"{len(causes)} more cause{'s' if len(causes) > 1 else ''}, to read when the first is repaired"
    return f"<details><summary>{more}</summary><ul>{items}</ul></details>"


def _ways_on(verdict: Verdict) -> str:
    # The number of attempts is not written here: stored outputs must not depend on the learner's journal.
    return (
        f'Stuck? hint("{verdict.task}") gives the next of three hints; after three honest attempts '
        f'solution("{verdict.task}") opens a worked solution.'
    )
