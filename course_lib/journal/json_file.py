"""One JSON file, written whole or not at all, by any number of kernels at once.

The file is the learner's. A damaged one is set aside under a new name and a fresh one begins, so that a lesson never
stops because of its journal and nothing the learner wrote is deleted.
"""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from course_lib.journal import schema
from course_lib.journal.locking import locked

T = TypeVar("T")
Data = dict[str, Any]

FILE = "journal.json"


class JournalError(RuntimeError):
    """The journal cannot be written: the message says where and what to do."""


class JournalWarning(UserWarning):
    """The journal was damaged and has been set aside."""


def folder() -> Path:
    """The folder of the learner's record: `$COURSE_DATA` if it is set, else the user's data folder (platformdirs)."""
    chosen = os.environ.get("COURSE_DATA")
    if chosen:
        try:
            return Path(chosen).expanduser()
        except RuntimeError as error:
            raise JournalError(
                f"COURSE_DATA is {chosen!r}, and there is no such home folder. Set it to the full path of a folder that "
                "you may write to, then restart Jupyter."
            ) from error
    return Path(platformdirs.user_data_path("softplus-course", appauthor=False))


def path() -> Path:
    """The journal file itself."""
    return folder() / FILE


def read() -> Data:
    """The whole record as plain data, with every section present. Never raises because of what the file holds."""
    file = path()
    try:
        if not file.exists():
            return schema.empty()
        with _lock_for_reading(file):
            return _load(file)
    except (
        OSError
    ) as error:  # a folder in the file's place, a file that only another user may read, a lost drive
        notice = f"Your record {file} could not be read ({error.strerror or error}). It was left as it is."
        warnings.warn(notice, JournalWarning, stacklevel=3)
        return schema.empty()


def change(edit: Callable[[Data], T]) -> T:
    """Read, let `edit` change the record in place, write it back whole; one process at a time.

    Returns what `edit` returns. If `edit` raises, nothing is written. Raises `JournalError` if the folder
    cannot be written.
    """
    file = path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file.with_suffix(".lock")):
            data = _load(file)
            result = edit(data)
            _write(file, data)
    except OSError as error:
        raise JournalError(
            f"your record was not saved: {file} cannot be written ({error.strerror or error}). "
            "Free some space or choose another folder: set the environment variable COURSE_DATA to a folder that you "
            "may write to, then restart Jupyter."
        ) from error
    return result


def now() -> str:
    """The time as ISO text in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _lock_for_reading(file: Path) -> Iterator[None]:
    """Readers lock too, so that a reader never meets a file that is being set aside; a read-only folder has no writers."""
    with ExitStack() as stack:
        with suppress(PermissionError):
            stack.enter_context(locked(file.with_suffix(".lock")))
        yield


def _load(file: Path) -> Data:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return schema.empty()
    except UnicodeDecodeError as error:
        return _set_aside(file, f"it is not UTF-8 text ({error.reason})")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _set_aside(file, f"it is not JSON ({error})")
    problem = schema.problem(data)
    if problem is not None:
        return _set_aside(file, problem)
    try:
        _text(data).encode("utf-8")
    except (
        ValueError
    ) as error:  # NaN, or half of a surrogate pair: read once, it could never be written again
        return _set_aside(file, f"it holds what JSON in UTF-8 cannot hold ({error})")
    return {**schema.empty(), **data}


def _set_aside(file: Path, why: str) -> Data:
    kept = _unused_name(file)
    data = schema.empty()
    try:
        file.replace(kept)
        notice = (
            f"Your record could not be read, because {why}. Nothing was deleted: the old file is now {kept}, "
            "and a new record has begun."
        )
    except OSError:
        # A read-only folder: the damaged file stays where it is and the lesson goes on without a record.
        notice = f"Your record {file} could not be read, because {why}. It was left as it is."
        warnings.warn(notice, JournalWarning, stacklevel=5)
        return data
    data["notices"].append({"when": now(), "text": notice})
    _write(file, data)
    warnings.warn(notice, JournalWarning, stacklevel=5)
    return data


def _unused_name(file: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    candidate, number = file.with_name(f"journal.damaged-{stamp}.json"), 1
    while candidate.exists():
        number += 1
        candidate = file.with_name(f"journal.damaged-{stamp}-{number}.json")
    return candidate


def _text(data: Data) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _write(file: Path, data: Data) -> None:
    """Write a temporary file, flush to the disk, then put it in place in one step."""
    text = _text(data)
    handle, name = tempfile.mkstemp(prefix=".journal-", suffix=".tmp", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
