"""What there is to do in the course: the ids in its notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from course_lib.notebooks import Cell, Notebook, NotebookError

_CALL = re.compile(r"""\b(predict|quiz|recall|check)\(\s*["']([^"']+)["']""")
_MINUTES = re.compile(r"\b(core|deeper part|exercises) about (\d+) minutes")
_TITLE = re.compile(r"^#\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Lesson:
    """One lesson: its number, title, the ids of its predictions, questions and tasks, and (part, minutes) as it states."""

    number: str
    title: str
    predictions: tuple[str, ...]
    questions: tuple[str, ...]
    tasks: tuple[str, ...]
    minutes: tuple[tuple[str, int], ...] = ()


def syllabus(root: Path) -> tuple[Lesson, ...]:
    """The lessons below `root` (its `notebooks` and `exercises`), in order of their numbers."""
    lessons = []
    for path in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        number = path.name[:2]
        cells = _cells(path)
        ids = _ids(cells)
        exercises = sorted((root / "exercises").glob(f"{number}_*/*.ipynb"))
        tasks = [id for exercise in exercises for verb, id in _ids(_cells(exercise)) if verb == "check"]
        lessons.append(
            Lesson(
                number,
                _title(cells) or path.stem,
                _distinct(id for verb, id in ids if verb == "predict"),
                _distinct(id for verb, id in ids if verb in ("quiz", "recall")),
                _distinct([*(id for verb, id in ids if verb == "check"), *tasks]),
                tuple((part, int(said)) for part, said in _MINUTES.findall(cells[0].source if cells else "")),
            )
        )
    return tuple(lessons)


def _cells(path: Path) -> tuple[Cell, ...]:
    """The cells of a notebook; one that cannot be read counts as empty."""
    try:
        return Notebook.read(path).cells
    except (OSError, NotebookError):
        return ()


def _ids(cells: Iterable[Cell]) -> list[tuple[str, str]]:
    return [found for cell in cells if cell.kind == "code" for found in _CALL.findall(cell.source)]


def _title(cells: Iterable[Cell]) -> str:
    for cell in cells:
        match = _TITLE.search(cell.source) if cell.kind == "markdown" else None
        if match:
            return re.sub(r"^\d+\s*[·:.]\s*", "", match[1].strip())
    return ""


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
