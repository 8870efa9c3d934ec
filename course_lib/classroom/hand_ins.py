"""What was handed in: the files below submitted/STUDENT/ASSIGNMENT/, and what lies where no one looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from course_lib.classroom.faults import fault
from course_lib.notebooks import Notebook

SUBMITTED = "submitted"
_NOT_HANDED_IN = (".ipynb_checkpoints", "__pycache__", "feedback", ".DS_Store", "Thumbs.db", ".gitkeep")


@dataclass(frozen=True)
class HandIn:
    """One student's folder for one assignment. It need not exist."""

    root: Path
    student: str
    assignment: str

    @property
    def folder(self) -> Path:
        return self.root / SUBMITTED / self.student / self.assignment

    @property
    def notebook(self) -> Path:
        return self.folder / f"{self.assignment}.ipynb"

    def digest(self) -> str:
        """SHA-256 of all its files, names and contents; another hand-in, or another time of it, has another."""
        total = hashlib.sha256()
        for path in sorted(self._files()):
            name = path.relative_to(self.folder).as_posix()
            total.update(f"{name}\0".encode("utf-8", "surrogateescape"))
            try:
                total.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError as error:
                total.update(f"{error.errno}".encode())
        return total.hexdigest()

    def _files(self) -> Iterator[Path]:
        if self.folder.is_dir():
            for path in self.folder.rglob("*"):
                if path.is_file() and not set(path.relative_to(self.folder).parts) & set(_NOT_HANDED_IN):
                    yield path

    def fault(self) -> str:
        """Why it cannot be graded, for the student, with what to do; "" where the file is in order."""
        if not self.notebook.is_file():
            return self._missing()
        try:
            content = self.notebook.read_bytes()
        except OSError as error:
            return f"The file {self.notebook.name} cannot be read ({error.strerror})."
        return fault(content, self.assignment, marks_of(self.root, self.assignment)) or self._fault_of_time()

    def _missing(self) -> str:
        wanted = self.notebook.name
        if self.notebook.is_dir():
            return f"{wanted} is a folder; expected the notebook itself."
        if self.folder.is_file():
            return f"{self.assignment} is a file; expected a folder of this name with {wanted} in it."
        found = sorted(path.relative_to(self.folder).as_posix() for path in self._files())
        found = [name for name in found if name not in ("timestamp.txt", "submission_secret.txt")]
        if not found:
            return f"There is no file {wanted}: the folder is empty."
        others = [name for name in found if name.lower().endswith(".ipynb")] or found
        return (
            f"There is no file {wanted}; the folder holds {', '.join(others[:3])}{' …' if len(others) > 3 else ''}. "
            "Keep the name that was handed out."
        )

    def _fault_of_time(self) -> str:
        path = self.folder / "timestamp.txt"
        if not path.is_file():
            return ""
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        try:
            if text:
                from nbgrader.utils import parse_utc

                parse_utc(text)
        except (ValueError, OverflowError):
            return (
                f"The time of the hand-in cannot be read: timestamp.txt holds {text[:40]!r}, expected such as "
                f"{datetime(2026, 9, 1, 12, 30):%Y-%m-%d %H:%M:%S} UTC. This is for the teacher to mend."
            )
        return ""

    def remarks(self) -> list[str]:
        """What a person should know of a file that can be graded."""
        said = []
        marks = [cell.metadata.get("nbgrader", {}) for cell in Notebook.read(self.notebook).cells]
        if not any(mark.get("grade_id") for mark in marks):
            said.append("no cell carries a mark of the assignment; is it the exercise, or the lesson?")
        others = sorted(path.name for path in self.folder.glob("*.ipynb") if path != self.notebook)
        if others:
            said.append(f"not looked at: {', '.join(others)}")
        return said


def marks_of(root: Path, assignment: str) -> frozenset[str]:
    """The ids that the assignment's cells carry. Raises FileNotFoundError, with the names that exist."""
    path = root / "solutions" / assignment / f"{assignment}.ipynb"
    if not path.is_file():
        there = ", ".join(sorted(one.parent.name for one in (root / "solutions").glob("*/*.ipynb")))
        raise FileNotFoundError(
            f"no assignment {assignment!r} below {root / 'solutions'}; "
            + (f"there are: {there}" if there else "run this in the course folder")
        )
    names = (cell.metadata.get("nbgrader", {}).get("grade_id") for cell in Notebook.read(path).cells)
    return frozenset(name for name in names if name)


def handed_in(root: Path, assignment: str) -> list[HandIn]:
    """One for each student whose folder holds something under the assignment's name, in order."""
    folders = sorted((root / SUBMITTED).glob(f"*/{assignment}"))
    return [HandIn(root, path.parent.name, assignment) for path in folders]


def not_looked_at(root: Path, known: list[str]) -> list[str]:
    """What lies below submitted/ and belongs to no STUDENT/ASSIGNMENT/, each with what was expected."""
    said = []
    for top in sorted((root / SUBMITTED).glob("*")):
        shown = f"{SUBMITTED}/{top.name}"
        if top.name in _NOT_HANDED_IN:
            continue
        if not top.is_dir():
            said.append(f"{shown} (a file; expected {SUBMITTED}/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb)")
        elif top.name in known:
            said.append(f"{shown}/ (the name of an assignment; the student's folder comes first)")
        else:
            inside = sorted(path.name for path in top.iterdir() if path.name not in _NOT_HANDED_IN)
            said += [f"{shown}/{name} (no assignment has this name)" for name in inside if name not in known]
    return said
