"""Generate `exercises/` from `solutions/` with nbgrader, byte for byte the same on every machine."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import nbformat

from course_lib.classroom.running import course_folder, run


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


def enter(root: Path, name: str) -> None:
    """Enter the assignment, or its newer version, in the grade book. `exercises/` stays as it is.

    Raises RuntimeError with nbgrader's own log when nbgrader refuses the notebook.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        _release(name, course_folder(root, name, release_directory=scratch))


def tidy_release(assignment: str, **_: Any) -> None:
    """nbgrader's hook: an assignment that nbgrader itself generates in `exercises/` is written as this course writes it.

    So a click on Generate in the Formgrader leaves no file for git to call changed.
    """
    path = Path("exercises") / assignment / f"{assignment}.ipynb"
    if path.is_file():
        _write(nbformat.read(path, as_version=4), path)


def _release_one(root: Path, name: str, scratch: Path) -> Path:
    book = f"sqlite:///{(scratch / 'gradebook.db').as_posix()}"
    _release(name, course_folder(root, name, release_directory=str(scratch), db_url=book))
    return scratch / name / f"{name}.ipynb"


def _release(name: str, folder: Any) -> None:
    from nbgrader.converters import GenerateAssignment

    done = run(GenerateAssignment, folder)
    if not done.well:
        raise RuntimeError(f"nbgrader cannot generate {name}:\n{done.log}")


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
