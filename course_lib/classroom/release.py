"""Generate `exercises/` from `solutions/` with nbgrader, byte for byte the same on every machine."""

from __future__ import annotations

import io
import logging
import tempfile
from pathlib import Path
from typing import Any

import nbformat


def course_config(root: Path) -> Any:
    """The course's nbgrader configuration, as nbgrader would load it."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


def assignments(root: Path) -> list[str]:
    """Names of all assignments, in order: the folders of `solutions/` that hold a notebook of the same name."""
    return sorted(
        path.parent.name for path in (root / "solutions").glob("*/*.ipynb") if path.stem == path.parent.name
    )


def generate(root: Path, destination: Path, names: list[str] | None = None) -> list[Path]:
    """Write the released notebook of each assignment under `destination`; returns the paths written.

    Raises RuntimeError with nbgrader's own log when nbgrader refuses a notebook.
    """
    written = []
    # Ignored errors: Windows keeps a closed SQLite file locked for a moment.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        for name in names or assignments(root):
            released = _release_one(root, name, Path(scratch))
            path = destination / name / f"{name}.ipynb"
            _write(nbformat.read(released, as_version=4), path)
            written.append(path)
    return written


def _release_one(root: Path, name: str, scratch: Path) -> Path:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config = course_config(root)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.release_directory = str(scratch)
    config.CourseDirectory.db_url = f"sqlite:///{(scratch / 'gradebook.db').as_posix()}"
    folder = CourseDirectory(config=config)
    folder.assignment_id = name
    log = logging.getLogger("traitlets")
    kept, level, propagate = io.StringIO(), log.level, log.propagate
    handler = logging.StreamHandler(kept)
    log.addHandler(handler)
    log.setLevel(logging.ERROR)
    log.propagate = False
    try:
        GenerateAssignment(coursedir=folder, config=config, force=True).start()
    except NbGraderException:
        raise RuntimeError(f"nbgrader cannot generate {name}:\n{kept.getvalue()}") from None
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = propagate
    return scratch / name / f"{name}.ipynb"


def _write(book: Any, path: Path) -> None:
    """Write a notebook the same on every machine: the course's kernel in the metadata, UTF-8, a newline at the end."""
    book.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    book.nbformat, book.nbformat_minor = 4, 5
    for cell in book.cells:
        cell.metadata.pop("execution", None)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(book).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
