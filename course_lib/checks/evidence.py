"""Evidence: what was seen when an answer ran, as plain data that fits in JSON and has a bounded size.

Numbers that JSON cannot write are kept as the words "nan", "inf" and "-inf". The judge sees evidence and spec, never
the learner's object, so the two halves can run in different processes.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MOST_VALUES = 64
MOST_TEXT = 400
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Evidence:
    """`task` is the id, `kind` the task's kind, `seed` that of the random points, `seen` the plain data."""

    task: str
    kind: str
    seed: int
    seen: dict[str, Any]

    def to_json(self) -> str:
        """Strict JSON (no NaN token); raises ValueError when the evidence is larger than `MOST_BYTES`."""
        record = {"task": self.task, "kind": self.kind, "seed": self.seed, "seen": self.seen}
        text = json.dumps(_strict(record), allow_nan=False, sort_keys=True)
        if len(text) > MOST_BYTES:
            raise ValueError(f"evidence of {len(text)} characters; at most {MOST_BYTES} are allowed")
        return text

    @classmethod
    def from_json(cls, text: str) -> Evidence:
        record = json.loads(text, object_hook=_loose)
        return cls(record["task"], record["kind"], record["seed"], record["seen"])

    def digest(self) -> str:
        """Sixteen hex digits that tell two different answers apart; equal answers have equal digests."""
        return hashlib.sha256(self.to_json().encode("utf-8")).hexdigest()[:16]


def plain(data: Any) -> Any:
    """`data` with tuples as lists, keys as words and numbers of tensors and arrays as Python's own.

    Raises TypeError for anything else: evidence must not carry the learner's objects.
    """
    if data is None or isinstance(data, bool | int | float | str):
        return data
    if isinstance(data, Mapping):
        return {str(key): plain(held) for key, held in data.items()}
    if isinstance(data, list | tuple | set | frozenset):
        return [plain(held) for held in data]
    if hasattr(data, "tolist"):
        return plain(data.tolist())
    raise TypeError(f"evidence must be plain data (numbers, words, lists, dicts), not {type(data).__name__}")


def _strict(data: Any) -> Any:
    """Infinities and NaN as small objects, because JSON has no words for them."""
    if isinstance(data, float) and not math.isfinite(data):
        return {"float": str(plain_number(data))}
    if isinstance(data, dict):
        return {key: _strict(held) for key, held in data.items()}
    return [_strict(held) for held in data] if isinstance(data, list) else data


def _loose(data: dict[str, Any]) -> Any:
    return float(data["float"]) if data.keys() == {"float"} else data


def plain_number(number: float) -> float | str:
    """A float that JSON can hold: finite floats as they are, the others as words."""
    number = float(number)
    if math.isnan(number):
        return "nan"
    if math.isinf(number):
        return "inf" if number > 0 else "-inf"
    return number


def plain_numbers(numbers: Iterable[float]) -> list[float | str]:
    return [plain_number(number) for number in numbers]


def number(stored: float | str) -> float:
    """The float that `plain_number` stored."""
    return float(stored)


def plain_text(text: object) -> str:
    """At most `MOST_TEXT` characters of ``str(text)``; an object whose str fails is named by its type."""
    try:
        words = str(text)
    except Exception:
        words = f"<{type(text).__name__} that cannot be printed>"
    return words if len(words) <= MOST_TEXT else words[:MOST_TEXT] + " …"


def plain_repr(thing: object) -> str:
    """At most `MOST_TEXT` characters of ``repr(thing)``; an object whose repr fails is named by its type."""
    try:
        return plain_text(repr(thing))
    except Exception:
        return f"<{type(thing).__name__} that cannot be printed>"
