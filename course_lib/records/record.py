"""A record: measured rows, and what a reader needs to judge or repeat them."""

from __future__ import annotations

import datetime
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

TYPES: dict[str, type] = {"str": str, "float": float, "int": int, "bool": bool}
Fact = str | int | float | bool


class RecordError(ValueError):
    """This is no record of ours, or not a whole one; the message says what is wrong and what to do."""


@dataclass(frozen=True, eq=False)
class Record:
    """Rows that a command measured, with date, machine and versions.

    frame: a tidy DataFrame with at least one row and the index 0, 1, 2 …; a column holds only str, only float (infinite
    and NaN too), only int or only bool. command: what makes the rows anew. date: the day, "2026-11-25". machine: device,
    vector code, driver, clocks … as words and finite numbers. versions: package → version.
    Errors: RecordError for anything else.
    """

    frame: pd.DataFrame
    command: str
    date: str
    machine: Mapping[str, Fact]
    versions: Mapping[str, str]
    columns: Mapping[str, type] = field(init=False)  # name → str, float, int or bool: read from the frame

    def __post_init__(self) -> None:
        if not _text(self.command) or not self.command.strip():
            raise RecordError(f"command is {self.command!r}; give the command that makes the rows, as text.")
        if not _is_date(self.date):
            raise RecordError(f"date is {self.date!r}; give the day as text, like 2026-11-25.")
        _check_facts("machine", self.machine, tuple(TYPES.values()))
        _check_facts("versions", self.versions, (str,))
        object.__setattr__(self, "columns", column_types(self.frame))


def new_record(frame: pd.DataFrame, command: str, packages: Iterable[str] = (), **machine: Fact) -> Record:
    """A record of what was measured now and here; `machine` adds to `this_machine()`, `packages` to Python's version."""
    if isinstance(packages, str):
        raise RecordError(f"packages is {packages!r}; give a tuple of names, for example ({packages!r},).")
    today = datetime.date.today().isoformat()
    return Record(frame, command, today, this_machine() | machine, versions(*packages))


def this_machine() -> dict[str, Fact]:
    """{"system": "Linux x86_64"}: operating system and processor family."""
    return {"system": f"{platform.system()} {platform.machine()}"}


def versions(*packages: str) -> dict[str, str]:
    """{"python": "3.11", "torch": "2.13.0"}: of Python and of installed packages, without a build's own suffix (+cpu)."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {name: metadata.version(name).split("+")[0] for name in packages} | {"python": python}


def column_types(frame: pd.DataFrame) -> dict[str, type]:
    """name → str, float, int or bool; RecordError where a frame is not tidy."""
    if not hasattr(frame, "columns"):
        raise RecordError(f"frame is a {type(frame).__name__}; give a pandas DataFrame.")
    names = list(frame.columns)
    if not len(frame):
        raise RecordError("the frame has no row; a record keeps at least one.")
    if list(frame.index) != list(range(len(frame))):
        raise RecordError(
            "the rows are not numbered from 0; frame.reset_index() makes a column of the index, "
            "frame.reset_index(drop=True) numbers the rows anew."
        )
    if not names or len(set(names)) < len(names) or not all(map(_text, names)):
        raise RecordError(f"the columns are {names}; give different names, each a text.")
    found = {}
    for name in names:
        kinds = {type(value) for value in frame[name].tolist()}
        if len(kinds) > 1 or not kinds <= set(TYPES.values()):
            words = ", ".join(sorted(kind.__name__ for kind in kinds))
            raise RecordError(f"column {name!r} holds {words}; one of {', '.join(TYPES)} is expected.")
        (found[name],) = kinds
        if found[name] is str and not all(map(_text, frame[name])):
            raise RecordError(f"column {name!r} holds text that UTF-8 cannot write.")
    return found


def _check_facts(name: str, facts: object, kinds: tuple[type, ...]) -> None:
    pairs = facts.items() if isinstance(facts, Mapping) else ()
    if not pairs or not all(_text(key) and type(value) in kinds and _keeps(value) for key, value in pairs):
        words = " or ".join(kind.__name__ for kind in kinds)
        raise RecordError(f"{name} is {facts!r}; give a dict, not empty, from text to {words} (finite).")


def _text(value: object) -> bool:
    """Text that UTF-8 can write: a lone half of a surrogate pair cannot be stored."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


def _keeps(value: Fact) -> bool:
    return _text(value) if isinstance(value, str) else abs(value) <= sys.float_info.max


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
