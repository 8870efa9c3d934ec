"""Typed records as strict JSON and back: bounded in size and depth, with one way to write numbers that JSON lacks.

Finite floats are JSON numbers; the others are the words "nan", "inf" and "-inf". Reading checks every name and every
type against the record's annotations, so that what comes from a stranger is either a whole record or `Malformed`.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

MOST_CHARACTERS = 200_000
MOST_DEPTH = 8
MOST_TEXT = 5_000
MOST_DIGITS = 20
NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}

Record = TypeVar("Record")


class Malformed(ValueError):
    """This text holds no such record; the message says where and why."""


def to_json(record: Any) -> str:
    """The record as one line of JSON. Raises ValueError when it is longer than `MOST_CHARACTERS`."""
    text = json.dumps(_plain(record), allow_nan=False, sort_keys=True)
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"a record of {len(text)} characters; at most {MOST_CHARACTERS} are allowed")
    return text


def from_json(kind: type[Record], text: str) -> Record:
    """The record of type `kind` that `to_json` wrote. Raises `Malformed` for everything else."""
    if len(text) > MOST_CHARACTERS:
        raise Malformed(f"it has {len(text)} characters; at most {MOST_CHARACTERS} are allowed")
    depth = 0
    # The closing mark is optional, so that each character is read once, whatever is left open.
    for bracket in re.findall(r'(?s)"(?:[^"\\]|\\.)*+"?|[][{}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket, 0)
        if depth > MOST_DEPTH:
            raise Malformed(f"it is nested more than {MOST_DEPTH} deep")
    try:
        data = json.loads(
            text,
            parse_int=_integer,
            parse_float=_finite,
            parse_constant=_token,
            object_pairs_hook=_named_once,
        )
    except json.JSONDecodeError as error:
        raise Malformed(f"it is not JSON: {error}") from None
    return _read(kind, data, "it")  # type: ignore[no-any-return]


def _plain(data: Any) -> Any:
    if dataclasses.is_dataclass(data):
        return {field.name: _plain(getattr(data, field.name)) for field in dataclasses.fields(data)}
    if isinstance(data, Mapping):
        return {key: _plain(held) for key, held in data.items()}
    if isinstance(data, tuple):
        return [_plain(held) for held in data]
    if isinstance(data, float) and not math.isfinite(data):
        return str(data)
    return data


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Malformed(f"a whole number has {len(digits)} digits; at most {MOST_DIGITS} are allowed")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Malformed(f"{digits[:30]} is larger than any float")
    return number


def _token(word: str) -> NoReturn:
    raise Malformed(f"{word} is not JSON; write a word in quotation marks")


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise Malformed("a name stands twice in one record")
    return record


_annotations = cache(get_type_hints)


def _read(kind: Any, data: Any, where: str) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _read_first(arguments, data, where)
    if dataclasses.is_dataclass(kind):
        known = _annotations(kind)  # type: ignore[arg-type]
        if not isinstance(data, dict) or data.keys() != known.keys():
            raise Malformed(f"{where} must have exactly the names {', '.join(known)}")
        return kind(**{name: _read(each, data[name], f"{where}.{name}") for name, each in known.items()})  # type: ignore[operator]
    if origin is tuple and isinstance(data, list):
        kinds = arguments[:1] * len(data) if arguments[-1] is ... else arguments
        if len(kinds) == len(data):
            return tuple(_read(each, item, where) for each, item in zip(kinds, data, strict=True))
    if origin is Mapping and isinstance(data, dict):
        return {_read(str, key, where): _read(arguments[1], held, where) for key, held in data.items()}
    if kind is float and isinstance(data, str) and data in NOT_FINITE:
        return NOT_FINITE[data]
    if kind is float and type(data) in (int, float):
        return float(data)
    if kind in (int, bool, str) and type(data) is kind and (kind is not str or _writable(data)):
        return data
    raise Malformed(f"{where} must be {getattr(kind, '__name__', kind)}; it is {type(data).__name__}")


def _read_first(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    """By the first type of a union that fits."""
    if data is None and types.NoneType in kinds:
        return None
    failure = Malformed(f"{where} must not be null")
    for kind in kinds:
        if kind is not types.NoneType:
            try:
                return _read(kind, data, where)
            except Malformed as error:
                failure = error
    raise failure


def _writable(text: str) -> bool:
    """Short enough to show, and without half characters (lone surrogates), which no file and no page can hold."""
    return len(text) <= MOST_TEXT and not re.search("[\ud800-\udfff]", text)
