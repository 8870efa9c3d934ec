"""What each section of the record must hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

SECTIONS: Mapping[str, type] = {
    "predictions": dict,
    "answers": dict,
    "attempts": dict,
    "hints": dict,
    "notices": list,
}


def empty() -> dict[str, Any]:
    """A record with nothing in it."""
    return {"version": 1, **{name: kind() for name, kind in SECTIONS.items()}}


def problem(data: Any) -> str | None:
    """What is wrong in a record, in words, or None. Sections that a later version added are left alone."""
    if not isinstance(data, dict):
        return f"it holds a {type(data).__name__} where a record was expected"
    for section, kind in SECTIONS.items():
        if not isinstance(data.get(section, kind()), kind):
            return f"its section {section!r} is a {type(data[section]).__name__}"
    for section, sound in _ENTRIES.items():
        for id, entry in data.get(section, {}).items():
            if not sound(entry):
                return f"its entry {id!r} in {section!r} is not what a lesson writes"
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9


def _is_prediction(entry: Any) -> bool:
    return isinstance(entry, dict) and "choice" in entry and isinstance(entry.get("earlier", []), list)


def _are_answers(entry: Any) -> bool:
    return (
        isinstance(entry, list)
        and len(entry) > 0
        and all(isinstance(one, dict) and "choice" in one for one in entry)
    )


def _are_attempts(entry: Any) -> bool:
    return (
        isinstance(entry, list)
        and len(entry) > 0
        and all(isinstance(one, dict) and _is_attempt(one) for one in entry)
    )


def _is_attempt(one: dict[str, Any]) -> bool:
    numbers = _is_number(one.get("points")) and _is_number(one.get("out_of"))
    return numbers and isinstance(one.get("failed", []), list)


_ENTRIES: Mapping[str, Callable[[Any], bool]] = {
    "predictions": _is_prediction,
    "answers": _are_answers,
    "attempts": _are_attempts,
    "hints": lambda entry: isinstance(entry, int) and _is_number(entry),
}
