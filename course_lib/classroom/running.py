"""nbgrader's converters, run in this process with the course's configuration; what they say is kept, not printed."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ran:
    """How a converter ended: `log` is what nbgrader said, errors and warnings."""

    well: bool
    log: str


def course_config(root: Path) -> Any:
    """The course's nbgrader configuration, as nbgrader would load it."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


def course_folder(root: Path, assignment: str, student: str = "*", **settings: str) -> Any:
    """nbgrader's view of the course folder; `settings` replace those of the configuration."""
    from nbgrader.coursedir import CourseDirectory

    config = course_config(root)
    config.CourseDirectory.root = str(root)
    config.GenerateAssignment.post_convert_hook = None  # for exercises/, which is not written here
    for name, value in settings.items():
        setattr(config.CourseDirectory, name, value)
    folder = CourseDirectory(config=config)
    folder.assignment_id, folder.student_id = assignment, student
    return folder


def run(converter: type, folder: Any) -> Ran:
    """Run one converter by force. What nbgrader refuses is `well=False`; an interrupt goes through."""
    from nbgrader.converters.base import NbGraderException

    with kept_log() as log:
        try:
            converter(coursedir=folder, config=folder.config, force=True).start()
        except NbGraderException as error:
            return Ran(False, f"{log.getvalue()}{error}")
    return Ran(True, log.getvalue())


@contextmanager
def kept_log() -> Iterator[io.StringIO]:
    log = logging.getLogger("traitlets")
    kept, level, propagate, handlers = io.StringIO(), log.level, log.propagate, log.handlers[:]
    log.handlers[:] = [logging.StreamHandler(kept)]
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield kept
    finally:
        log.handlers[:] = handlers
        log.setLevel(level)
        log.propagate = propagate
