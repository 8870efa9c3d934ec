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


def _is_answer(one: Mapping[str, Any]) -> bool:
    return "choice" in one


def _is_attempt(one: Mapping[str, Any]) -> bool:
    numbers = _is_number(one.get("points")) and _is_number(one.get("out_of"))
    return numbers and isinstance(one.get("failed", []), list)


def _are(entry: Any, sound: Callable[[Mapping[str, Any]], bool]) -> bool:
    """A list of at least one dict, all of them sound."""
    return (
        isinstance(entry, list)
        and len(entry) > 0
        and all(isinstance(one, dict) and sound(one) for one in entry)
    )


_ENTRIES: Mapping[str, Callable[[Any], bool]] = {
    "predictions": _is_prediction,
    "answers": lambda entry: _are(entry, _is_answer),
    "attempts": lambda entry: _are(entry, _is_attempt),
    "hints": lambda entry: isinstance(entry, int) and _is_number(entry),
}
