"""The words of a task, from the TOML file beside its Python file: what is asked, hints, solution and named causes.

`gap.toml` holds the words, `gap.py` the formulas; both name a cause by the same key. A task without a formula (a choice,
a text) is its TOML file alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.tasks.task import Answer, Cause, ChoiceTask, Task, TaskError, TextTask

ALWAYS = {
    "id": str,
    "objective": str,
    "name": str,
    "title": str,
    "asked": str,
    "hints": list,
    "solution": str,
}
SOMETIMES = {
    "expected": str,
    "points": int,
    "fewest_words": int,
    "properties": dict,
    "causes": dict,
    "behaviours": dict,
    "options": dict,
    "statements": dict,
    "scheme": list,
}


class Causes(dict[str, Cause]):
    """The causes of one file by key; an unknown key is an error that names the file."""

    def __init__(self, path: Path, causes: Mapping[str, Cause]) -> None:
        super().__init__(causes)
        self.path = path

    def __missing__(self, key: str) -> Cause:
        raise TaskError(f"{self.path.name} has no [causes.{key}]; it has {', '.join(self) or 'none'}")


@dataclass(frozen=True)
class Words:
    """One file: `task` are keyword arguments of the task, `behaviours` those of a model's behaviours by id."""

    task: Mapping[str, Any]
    causes: Causes
    behaviours: Mapping[str, Mapping[str, Any]]


def words_beside(python_file: str) -> Words:
    """The words in the TOML file of the same name. Raises TaskError when a key is missing, unknown or of another type."""
    path = Path(python_file).with_suffix(".toml")
    found = read(path)
    task = {key: found[key] for key in (*ALWAYS, "expected", "properties") if key in found}
    behaviours = {
        name: {"id": name, "line": table["line"], "causes": tuple(causes_of(path, table["causes"]).values())}
        for name, table in found.get("behaviours", {}).items()
    }
    return Words(
        task | {"lesson": found["id"][:2], "hints": tuple(found["hints"])},
        causes_of(path, found.get("causes", {})),
        behaviours,
    )


def worded_task(init_file: str, task_id: str) -> Task:
    """The choice or text task that is a TOML file alone, in the folder of `init_file`."""
    path = Path(init_file).parent / f"{task_id[3:].replace('-', '_')}.toml"
    found = read(path)
    kind = next((key for key in ("options", "statements", "scheme") if key in found), None)
    words = words_beside(str(path)).task
    if kind == "options":
        options = {key: Answer(**table) for key, table in found["options"].items()}
        return ChoiceTask(**words, points=found["points"], options=options)
    if kind == "statements":
        statements = {key: answers(**table) for key, table in found["statements"].items()}
        return ChoiceTask(**words, points=found["points"], statements=statements)
    if kind == "scheme":
        scheme = tuple((row["says"], row["points"]) for row in found["scheme"])
        return TextTask(**words, scheme=scheme, fewest_words=found.get("fewest_words", TextTask.fewest_words))
    raise TaskError(f"{path.name} has neither options nor statements nor scheme: what is asked?")


def answers(text: str, right: str, reasons: Mapping[str, str]) -> Mapping[str, Answer]:
    """One statement's answers by the words to choose from."""
    return {word: Answer(text, reason, correct=word == right) for word, reason in reasons.items()}


def read(path: Path) -> dict[str, Any]:
    """The file's table, with the keys that a task must have. Raises TaskError."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ALWAYS.keys() - found.keys():
        raise TaskError(f"{path.name} has no {key!r}; a task's words have {', '.join(ALWAYS)}")
    for key, value in found.items():
        wanted = (ALWAYS | SOMETIMES).get(key)
        if wanted is None:
            raise TaskError(f"{path.name} has an unknown key {key!r}; known: {', '.join(ALWAYS | SOMETIMES)}")
        if not isinstance(value, wanted):
            raise TaskError(
                f"{path.name}: {key!r} is a {type(value).__name__}; a {wanted.__name__} is expected"
            )
    if found["id"][3:].replace("-", "_") != path.stem:
        raise TaskError(f"{path.name} holds the task {found['id']!r}; a file has the name of its task")
    return found


def causes_of(path: Path, tables: Mapping[str, Mapping[str, str]]) -> Causes:
    """The causes by key; a cause's id is its key unless it says another `id`."""
    for key, table in tables.items():
        if not {"why", "next_step"} <= table.keys() <= {"id", "why", "next_step"}:
            raise TaskError(
                f"{path.name}, cause {key!r}: has {', '.join(table)}; expected are why and next_step, perhaps id"
            )
    return Causes(path, {key: Cause(**{"id": key, **table}) for key, table in tables.items()})
