"""The students' pages: nbgrader's feedback where there is a grade, the reason where there is none.

All pages are made again at each call, so none is out of date. A page about an earlier hand-in says so at its top.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from course_lib.classroom.finished import AUTOGRADED, GRADED, REFUSED, Standing, autograded, mark_of, standing
from course_lib.classroom.hand_ins import HandIn, handed_in
from course_lib.classroom.running import course_folder, run

FEEDBACK = "feedback"
_FOR_RELEASE = (
    "timestamp.txt",
    "submission_secret.txt",
)  # `nbgrader release_feedback` wants them beside the page
_BOX = '<div role="note" style="border:2px solid;padding:.6em 1em;margin:1em;font-size:1.1em">{}</div>'


@dataclass(frozen=True)
class Page:
    """One student's page: `did` says what it holds and whether it changed."""

    student: str
    path: Path
    did: str


def give_feedback(root: Path, assignment: str) -> Iterator[Page]:
    """Make the page of each student who handed in or has a grade.

    Raises FileNotFoundError where there is no one, RuntimeError with nbgrader's log where nbgrader refuses.
    """
    known = {one.student for one in handed_in(root, assignment)}
    known |= {path.parents[1].name for path in (root / AUTOGRADED).glob(f"*/{assignment}/{assignment}.ipynb")}
    if not known:
        raise FileNotFoundError(f"nothing was handed in for {assignment!r}, so there is no one to write to")
    for student in sorted(known):
        yield _page(HandIn(root, student, assignment))


def _page(hand_in: HandIn) -> Page:
    page = hand_in.root / FEEDBACK / hand_in.student / hand_in.assignment / f"{hand_in.assignment}.html"
    before = page.read_bytes() if page.is_file() else None
    where = standing(hand_in)
    graded = autograded(hand_in.root, hand_in.student, hand_in.assignment)
    if mark_of(graded):
        _from_nbgrader(hand_in)
        if hand_in.folder.exists() and where.state != GRADED:
            _put_on_top(page, _earlier(where))
        holds = "grade" if where.state == GRADED else "grade of an earlier hand-in"
    else:
        holds = "reason" if where.state == REFUSED else "no grade yet"
        _without_grade(hand_in, page, where)
    change = (
        "new" if before is None else "as before" if before == page.read_bytes() else "made again, it changed"
    )
    return Page(hand_in.student, page, f"{holds}; {change}")


def _from_nbgrader(hand_in: HandIn) -> None:
    from nbgrader.converters import GenerateFeedback

    done = run(GenerateFeedback, course_folder(hand_in.root, hand_in.assignment, hand_in.student))
    if not done.well:
        raise RuntimeError(f"nbgrader cannot make the feedback of {hand_in.student}:\n{done.log}")


def _earlier(where: Standing) -> str:
    if where.state == REFUSED:
        return (
            "Your newest file could not be graded. This page is about the file that you handed in before it. "
            + where.reason
        )
    return "You handed in a newer file, which is not graded yet. This page is about the file before it."


def _put_on_top(page: Path, words: str) -> None:
    text = page.read_text(encoding="utf-8")
    begin = text.index(">", text.index("<body")) + 1
    page.write_text(text[:begin] + _BOX.format(escape(words)) + text[begin:], encoding="utf-8", newline="\n")


def _without_grade(hand_in: HandIn, page: Path, where: Standing) -> None:
    words = where.reason or "Your file is here; it is not graded yet."
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not graded</title>'
        "<style>body{font-family:sans-serif;max-width:40em;margin:2em auto;line-height:1.5}</style></head><body>"
        f"<h1>{escape(hand_in.assignment)}: not graded</h1><p>{escape(words)}</p></body></html>\n",
        encoding="utf-8",
        newline="\n",
    )
    for name in _FOR_RELEASE:
        if (hand_in.folder / name).is_file():
            shutil.copyfile(hand_in.folder / name, page.parent / name)
