"""Grade what is new, say for each student what was done, and leave no half-made result.

nbgrader writes into a folder of its own beside `autograded/`; a result moves over when it is whole. So an interrupted run
leaves the earlier results as they were, and the next run goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.classroom.finished import (
    GRADED,
    NEWER,
    autograded,
    mark_of,
    remember_failure,
    standing,
)
from course_lib.classroom.hand_ins import HandIn, handed_in
from course_lib.classroom.release import enter
from course_lib.classroom.running import course_folder, run
from course_lib.notebooks import Notebook

UNFINISHED = ".autograding"
STOPPED = (
    "While the notebook ran, its Python process ended: a call ended it, or the memory was full. "
    "Restart the kernel and run all cells before you hand it in."
)
NO_ANSWER = (
    "A cell ran longer than it may and could not be stopped. "
    "Restart the kernel and run all cells before you hand it in."
)


@dataclass(frozen=True)
class Graded:
    """What was done for one student.

    `before` and `points` are scores, `None` where there is none. `to_read` texts wait for a person. `why` is for the
    student, `log` for the teacher: the last line of nbgrader, where the reason is not known otherwise.
    """

    student: str
    did: str
    points: float | None = None
    before: float | None = None
    out_of: float = 0.0
    to_read: int = 0
    why: str = ""
    remarks: tuple[str, ...] = ()
    log: str = ""


def grade(root: Path, assignment: str, *, student: str = "", again: bool = False) -> Iterator[Graded]:
    """Grade each hand-in that is new, newer or unfinished, or that an older course graded; `again`: all of them.

    Yields one record a student as soon as it is done. Raises FileNotFoundError where there is nothing to grade, and
    RuntimeError where nbgrader refuses the assignment.
    """
    hand_ins = [one for one in handed_in(root, assignment) if student in ("", one.student)]
    if not hand_ins:
        whose = f"by {student!r} " if student else ""
        raise FileNotFoundError(
            f"nothing was handed in {whose}for {assignment!r}; "
            f"put each notebook at submitted/STUDENT/{assignment}/{assignment}.ipynb"
        )
    _clear(root / UNFINISHED)
    enter(root, assignment)
    known = _students(hand_ins[0])
    try:
        for hand_in in hand_ins:
            # Where no list of students was entered, nobody is a surprise.
            yield _one(hand_in, again, new=bool(known) and hand_in.student not in known)
    finally:
        _clear(root / UNFINISHED)


def _one(hand_in: HandIn, again: bool, new: bool) -> Graded:
    where = standing(hand_in)
    before = _scores(hand_in)
    if where.state == GRADED and where.current and not again:
        return Graded(hand_in.student, "unchanged", before.points, None, before.out_of, before.to_read)
    if why := hand_in.fault():
        _enter_student(hand_in)
        return _refused(hand_in, where.earlier, before, why)
    did = "graded"
    if where.state == GRADED:
        did = (
            "graded again: asked for"
            if where.current
            else "graded again: the assignment or the course changed"
        )
    elif where.state == NEWER or where.earlier:
        did = "graded again: a newer hand-in"
    elif autograded(hand_in.root, hand_in.student, hand_in.assignment).parent.exists():
        did = "graded again: an earlier run did not finish"
    if new:
        did += " (new in the grade book)"
    if failed := _run(hand_in):
        why, log = failed
        remember_failure(hand_in, why)
        return _refused(hand_in, where.earlier, before, why, log)
    after = _scores(hand_in)
    earlier = before.points if did.startswith("graded again") else None
    return Graded(
        hand_in.student, did, after.points, earlier, after.out_of, after.to_read, "", tuple(hand_in.remarks())
    )


def _refused(hand_in: HandIn, earlier: bool, before: _Scores, why: str, log: str = "") -> Graded:
    did = "NOT GRADED, the earlier grade stays" if earlier else "NOT GRADED"
    return Graded(
        hand_in.student, did, before.points if earlier else None, None, before.out_of, why=why, log=log
    )


def _run(hand_in: HandIn) -> tuple[str, str] | None:
    """Let nbgrader grade one hand-in; the reason for the student and nbgrader's words where it fails."""
    from nbgrader.converters import Autograde

    folder = course_folder(hand_in.root, hand_in.assignment, hand_in.student, autograded_directory=UNFINISHED)
    old = autograded(hand_in.root, hand_in.student, hand_in.assignment)
    fresh = hand_in.root / UNFINISHED / hand_in.student / hand_in.assignment
    with _texts_kept(hand_in, old):
        done = run(Autograde, folder)
        if not done.well or not mark_of(fresh / old.name):
            return _reason(done.log)
        _clear(old.parent)
        old.parent.parent.mkdir(parents=True, exist_ok=True)
        fresh.replace(old.parent)
    return None


def _reason(log: str) -> tuple[str, str]:
    if "DeadKernelError" in log:
        return STOPPED, ""
    if "the kernel became unresponsive" in log:
        return NO_ANSWER, ""
    errors = [
        line.strip() for line in log.splitlines() if ": " in line and line.split(":")[0].endswith("Error")
    ]
    words = errors[-1] if errors else (log.strip().splitlines() or ["no message"])[-1]
    return (
        "The notebook could not be graded, for a reason that your teacher must look at. Your file is kept.",
        f"nbgrader says: {words[:300]}",
    )


@dataclass(frozen=True)
class _Scores:
    points: float | None = None
    out_of: float = 0.0
    to_read: int = 0


def _book(hand_in: HandIn) -> Any:
    from nbgrader.api import Gradebook

    folder = course_folder(hand_in.root, hand_in.assignment)
    return Gradebook(folder.db_url, folder.course_id)


def _students(hand_in: HandIn) -> set[str]:
    with _book(hand_in) as book:
        return {student.id for student in book.students}


def _enter_student(hand_in: HandIn) -> None:
    """A hand-in that cannot be graded is an entry of the grade book all the same, so that the export shows it."""
    with _book(hand_in) as book:
        book.update_or_create_student(hand_in.student)
        book.update_or_create_submission(hand_in.assignment, hand_in.student)


def _scores(hand_in: HandIn) -> _Scores:
    from nbgrader.api import MissingEntry

    with _book(hand_in) as book:
        try:
            found = book.find_submission(hand_in.assignment, hand_in.student)
        except MissingEntry:
            return _Scores()
        grades = [grade for notebook in found.notebooks for grade in notebook.grades]
        waiting = sum(bool(grade.needs_manual_grade) for grade in grades)
        return _Scores(found.score, found.max_score, waiting)


@contextmanager
def _texts_kept(hand_in: HandIn, old: Path) -> Iterator[None]:
    """A text that a person has read, and that did not change, need not be read again; nbgrader asks for it."""
    read = _read_by_a_person(hand_in)
    before = _markdown(old)
    yield
    after = _markdown(old)
    same = {name for name in read if name in before and before[name] == after.get(name)}
    if same:
        with _book(hand_in) as book:
            found = book.find_submission(hand_in.assignment, hand_in.student)
            for notebook in found.notebooks:
                for grade in notebook.grades:
                    if grade.name in same:
                        grade.needs_manual_grade = False
            book.db.commit()


def _read_by_a_person(hand_in: HandIn) -> set[str]:
    from nbgrader.api import MissingEntry

    with _book(hand_in) as book:
        try:
            found = book.find_submission(hand_in.assignment, hand_in.student)
        except MissingEntry:
            return set()
        grades = [grade for notebook in found.notebooks for grade in notebook.grades]
        return {
            grade.name for grade in grades if grade.manual_score is not None and not grade.needs_manual_grade
        }


def _markdown(path: Path) -> dict[str, str]:
    if not mark_of(path):
        return {}
    cells = [cell for cell in Notebook.read(path).cells if cell.kind == "markdown"]
    return {cell.metadata.get("nbgrader", {}).get("grade_id", ""): cell.source for cell in cells}


def _clear(folder: Path) -> None:
    from nbgrader.utils import rmtree

    if folder.exists():
        rmtree(str(folder))
