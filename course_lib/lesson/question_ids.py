"""Ids of the questions in this kernel: one id, one question.

An id used twice would let one answer overwrite another in the learner's record. Running the same cell again is fine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

KINDS: Mapping[str, str] = {
    "P": "a prediction (predict)",
    "Q": "a quiz question (quiz)",
    "R": "a retrieval question (quiz or recall)",
    "X": "an exit question (quiz)",
    "F": "a figure (show)",
}
_PATTERN = re.compile(r"(\d{2})-([PQRXF])(\d{1,2})")


@dataclass(frozen=True)
class Use:
    """Where an id was first used, and for what: verb, question, and the texts of its options."""

    content: tuple[str, ...]
    cell: str | None


class QuestionIds:
    """The ids used in one kernel."""

    def __init__(self) -> None:
        self._used: dict[str, Use] = {}

    def take(self, id: str, verb: str, kinds: str, content: tuple[str, ...], cell: str | None = None) -> None:
        """Take `id` for this question. Raises `ValueError` for an id of the wrong form or one that is taken."""
        check_id(id, verb, kinds)
        first, new = self._used.get(id), Use(content, cell)
        if first is not None and not _same_cell(first, new):
            raise ValueError(
                f"{verb}: the id {id!r} is already used in this lesson, by {first.content[1]!r}. Two questions with one "
                f"id would overwrite each other's answers. Give this one a number of its own, for example "
                f"{self._free(id)!r}. (If you moved the cell, restart the kernel.)"
            )
        self._used[id] = new

    def _free(self, id: str) -> str:
        stem = id.rstrip("0123456789")
        return next(f"{stem}{n}" for n in range(1, 1000) if f"{stem}{n}" not in self._used)


def check_id(id: str, verb: str, kinds: str) -> None:
    """Raise `ValueError` unless `id` has the form lesson-kind-number with one of these kinds."""
    match = _PATTERN.fullmatch(id) if isinstance(id, str) else None
    if match is None or match[2] not in kinds:
        wanted = " or ".join(f"'01-{kind}1' for {KINDS[kind]}" for kind in kinds)
        raise ValueError(
            f"{verb}: got the id {id!r}, expected the lesson's two digits, a letter and a number: {wanted}."
        )


def current_cell() -> str | None:
    """The id of the notebook cell that is running, where the front end tells it."""
    try:
        from IPython import get_ipython

        shell = get_ipython()
        parent = shell.get_parent() if shell is not None and hasattr(shell, "get_parent") else {}
        cell = parent.get("metadata", {}).get("cellId")
    except (ImportError, AttributeError, LookupError):
        return None
    return str(cell) if cell else None


def _same_cell(old: Use, new: Use) -> bool:
    if old.cell and new.cell:
        return old.cell == new.cell
    return old.content == new.content


IDS = QuestionIds()
