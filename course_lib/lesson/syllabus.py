"""What there is to do in the course: the ids that stand in its notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_CALL = re.compile(r"""\b(predict|quiz|recall|check)\(\s*["']([^"']+)["']""")
_TITLE = re.compile(r"^#\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Lesson:
    """One lesson: its number, title and the ids of its predictions, questions and tasks."""

    number: str
    title: str
    predictions: tuple[str, ...]
    questions: tuple[str, ...]
    tasks: tuple[str, ...]


def syllabus(root: Path) -> tuple[Lesson, ...]:
    """The lessons below ``root`` (its ``notebooks`` and ``exercises``), in order of their numbers."""
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
            )
        )
    return tuple(lessons)


def _cells(path: Path) -> list[tuple[str, str]]:
    """``(kind, source)`` of each cell; a notebook that cannot be read counts as empty."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [(cell["cell_type"], _text(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _ids(cells: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [found for kind, text in cells if kind == "code" for found in _CALL.findall(text)]


def _title(cells: list[tuple[str, str]]) -> str:
    for kind, text in cells:
        match = _TITLE.search(text) if kind == "markdown" else None
        if match:
            return re.sub(r"^\d+\s*[·:.]\s*", "", match[1].strip())
    return ""


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
