"""A choice that was defended: samples by condition, an interval, a verdict, the choice and its reason."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from course_lib.checks.evidence import MOST_CONDITIONS, MOST_SEEDS, Defence
from course_lib.checks.student.description import plain_text
from course_lib.checks.student.time_limit import attempt
from course_lib.tasks.question import Questions


def defence_made(questions: Questions, thing: Any) -> Defence:
    """An entry that is missing or no number is None. `samples` may be a dict of lists or a table with named columns."""
    entries = attempt(lambda: dict(thing)).result if isinstance(thing, Mapping) else None
    if entries is None:
        return Defence(type(thing).__name__, False, None, None, None, None, "", "", "")
    table = attempt(lambda: dict(entries["samples"])).result
    columns = list(islice(table.items(), MOST_CONDITIONS)) if table is not None else []
    return Defence(
        "dict",
        any(entry is Ellipsis for entry in (*entries.values(), *(column for _, column in columns))),
        None if table is None else {plain_text(name): _numbers(column) for name, column in columns},
        _number(entries, "low"),
        _number(entries, "high"),
        _number(entries, "smallest"),
        plain_text(entries.get("verdict", "")),
        plain_text(entries.get("choice", "")),
        plain_text(entries.get("reason", "")),
    )


def _number(entries: Mapping[str, Any], name: str) -> float | None:
    found = entries.get(name)
    return None if isinstance(found, bool | str) else attempt(lambda: float(found)).result  # type: ignore[arg-type]


def _numbers(column: Any) -> tuple[float, ...] | None:
    """In their order, because they are paired by seed. A dict has no order that is known, and a word is no list."""
    if isinstance(column, Mapping | str | bytes):
        return None
    return attempt(lambda: tuple(float(sample) for sample in islice(iter(column), MOST_SEEDS))).result
