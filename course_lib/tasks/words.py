"""The words of a task, from the TOML file beside its Python file: what is asked, hints, solution and named causes.

`gap.toml` holds the words, `gap.py` the formulas; both name a cause by the same key. A task without a formula (a choice,
a text) is its TOML file alone. Every error is a TaskError that names the file and the key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.tasks.task import PARTS, Answer, Cause, ChoiceTask, Task, TaskError, TextTask

Table = Mapping[str, Any]
Keys = Mapping[str, type]

TASK: Keys = {
    "id": str,
    "objective": str,
    "name": str,
    "title": str,
    "asked": str,
    "hints": list,
    "solution": str,
}
PART: Keys = {"part": str}
NUMBER: Keys = {"expected": str}
FUNCTION: Keys = {"properties": dict, "causes": dict}
MODEL: Keys = {"behaviours": dict}
CHOICE: Keys = {"points": int, "options": dict, "statements": dict}
TEXT: Keys = {"scheme": list, "fewest_words": int}

BEHAVIOUR: Keys = {"line": str, "causes": dict}
CAUSE: Keys = {"why": str, "next_step": str}
OPTION: Keys = {"text": str, "reason": str}
STATEMENT: Keys = {"text": str, "right": str, "reasons": dict}
SCHEME: Keys = {"says": str, "points": int}


class Causes(dict[str, Cause]):
    """The causes of one file by key; an unknown key is an error that names the file."""

    def __init__(self, path: Path, tables: Table) -> None:
        """A cause's id is its key, unless the table says another `id` (two mistakes may share one)."""
        self.path = path
        for key, table in tables.items():
            check(path, f"causes.{key}", table, CAUSE, {"id": str})
            self[key] = Cause(**{"id": key, **table})

    def __missing__(self, key: str) -> Cause:
        raise TaskError(f"{self.path.name} has no [causes.{key}]; it has {', '.join(self) or 'none'}")


@dataclass(frozen=True)
class Words:
    """One file: `task` are keyword arguments of the task, `behaviours` those of a model's behaviours by id."""

    task: Table
    causes: Causes
    behaviours: Mapping[str, Table]


def words_beside(python_file: str) -> Words:
    """The words in the TOML file of the same name."""
    path = Path(python_file).with_suffix(".toml")
    found = read(path, {**NUMBER, **FUNCTION, **MODEL})
    behaviours = {}
    for name, table in found.get("behaviours", {}).items():
        check(path, f"behaviours.{name}", table, BEHAVIOUR)
        causes = Causes(path, table["causes"])
        behaviours[name] = {"id": name, "line": table["line"], "causes": tuple(causes.values())}
    more = {key: found[key] for key in ("expected", "properties") if key in found}
    return Words(of_task(found) | more, Causes(path, found.get("causes", {})), behaviours)


def worded_task(init_file: str, task_id: str) -> Task:
    """The choice or text task that is a TOML file alone, in the folder of `init_file`."""
    path = Path(init_file).parent / f"{task_id[3:].replace('-', '_')}.toml"
    found = read(path, {**CHOICE, **TEXT})
    if "scheme" in found:
        for place, row in enumerate(found["scheme"], start=1):
            check(path, f"scheme, row {place}", row, SCHEME)
        scheme = tuple((row["says"], row["points"]) for row in found["scheme"])
        fewest = found.get("fewest_words", TextTask.fewest_words)
        return TextTask(**of_task(found), scheme=scheme, fewest_words=fewest)
    check(path, "top level", found, {**TASK, "points": int}, {**PART, **CHOICE})
    for key, table in found.get("options", {}).items():
        check(path, f"options.{key}", table, OPTION, {"correct": bool})
    for key, table in found.get("statements", {}).items():
        check(path, f"statements.{key}", table, STATEMENT)
    return ChoiceTask(
        **of_task(found),
        points=found["points"],
        options={key: Answer(**table) for key, table in found.get("options", {}).items()},
        statements={key: answers(**table) for key, table in found.get("statements", {}).items()},
    )


def answers(text: str, right: str, reasons: Mapping[str, str]) -> Mapping[str, Answer]:
    """One statement's answers by the words to choose from."""
    return {word: Answer(text, reason, correct=word == right) for word, reason in reasons.items()}


def read(path: Path, more: Keys) -> Table:
    """The file's table: the keys of every task, and perhaps `more`."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise TaskError(f"the words of a task cannot be read: {path}: {error}") from None
    check(path, "top level", found, TASK, {**PART, **more})
    if len(found["hints"]) != 3:
        raise TaskError(f"{path.name} has {len(found['hints'])} hints; a task has three")
    if found["id"][3:].replace("-", "_") != path.stem:
        raise TaskError(f"{path.name} holds the task {found['id']!r}; a file has the name of its task")
    if found.get("part", "core") not in PARTS:
        raise TaskError(
            f"{path.name}: 'part' is {found['part']!r}; {' or '.join(map(repr, PARTS))} is expected"
        )
    return found


def of_task(found: Table) -> dict[str, Any]:
    """The keyword arguments that every kind of task takes."""
    words = {key: found[key] for key in (*TASK, *PART) if key in found}
    return words | {"lesson": found["id"][:2], "hints": tuple(found["hints"])}


def check(path: Path, where: str, table: Any, must: Keys, may: Keys | None = None) -> None:
    """Is it a table with the keys of `must`, perhaps those of `may`, and no other, each of its type?"""
    known = {**must, **(may or {})}
    if not isinstance(table, dict):
        raise TaskError(f"{path.name}, {where}: a table with {', '.join(must)} is expected, not {table!r}")
    for key in must.keys() - table.keys():
        raise TaskError(f"{path.name}, {where}: {key!r} is missing; expected are {', '.join(must)}")
    for key, value in table.items():
        if key not in known:
            raise TaskError(f"{path.name}, {where}: {key!r} is unknown; known are {', '.join(known)}")
        if not isinstance(value, known[key]):
            raise TaskError(
                f"{path.name}, {where}: {key!r} is of type {type(value).__name__}; {known[key].__name__} is expected"
            )
