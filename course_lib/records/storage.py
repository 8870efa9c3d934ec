"""A record as a file: written whole under another name and then renamed, and checked line by line when it is read."""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course_lib.records.record import Record, RecordError

FORMAT = 1
_KEYS = ("record", "command", "date", "machine", "versions", "columns", "sha256", "rows")
_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
_AGAIN = "Restore the file from Git, or make it anew."


def save(record: Record, path: str | Path) -> None:
    """Write the record to `path`, over what stands there; a reader meanwhile gets the old file or the new one, whole."""
    if not isinstance(record, Record):
        raise RecordError(f"save got a {type(record).__name__}; give save(new_record(frame, command), path).")
    path = Path(path)
    cells = zip(*(record.frame[name].tolist() for name in record.columns), strict=True)
    kept: dict[str, Any] = {
        "record": FORMAT,
        "command": record.command,
        "date": record.date,
        "machine": dict(record.machine),
        "versions": dict(record.versions),
        "columns": {name: kind.__name__ for name, kind in record.columns.items()},
        "rows": [[_plain(cell) for cell in row] for row in cells],
    }
    kept["sha256"] = _checksum(kept)
    head = "".join(f"{json.dumps(key)}: {json.dumps(kept[key])},\n" for key in _KEYS[:-1])
    body = ",\n".join(json.dumps(row) for row in kept["rows"])
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(f'{{{head}"rows": [\n{body}\n]}}\n')
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        _replace(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _replace(new: Path, path: Path) -> None:
    for _ in range(50):  # Windows refuses while someone reads `path`, which takes milliseconds
        try:
            new.replace(path)
            return
        except PermissionError as error:
            refused = error
            time.sleep(0.02)
    raise refused


def load(path: str | Path, columns: Mapping[str, type] | None = None) -> Record:
    """The record in a file; floats come back bit for bit, whatever the end of line that Git or an editor chose.

    columns: name → str, float, int or bool, all of which the frame must have; more are allowed.
    Errors: FileNotFoundError; RecordError for a file that is no record, is cut short or edited (its checksum does not fit),
    is of a newer format, or lacks one of `columns`.
    """
    if columns is not None and not isinstance(columns, Mapping):
        raise RecordError(f'load: columns is {columns!r}; give a dict, for example {{"ulp": float}}.')
    path = Path(path)
    try:
        return _loaded(path.read_bytes(), columns or {})
    except RecordError as error:
        raise RecordError(f"{path.name}: {error}") from None


def _loaded(content: bytes, columns: Mapping[str, type]) -> Record:
    import pandas as pd

    try:
        kept: Any = json.loads(content.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once)
        whole = isinstance(kept, dict) and kept.get("sha256") == _checksum(kept)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"this is no whole JSON file ({error}). {_AGAIN}") from None
    if not isinstance(kept, dict) or "record" not in kept:
        raise RecordError(f"this is JSON, but no record: it has no key 'record'. {_AGAIN}")
    if type(kept["record"]) is not int or kept["record"] != FORMAT:
        raise RecordError(f"its format is {kept['record']!r}; this course reads {FORMAT}: update the course.")
    if set(kept) != set(_KEYS):
        missing, unknown = sorted(set(_KEYS) - set(kept)), sorted(set(kept) - set(_KEYS))
        raise RecordError(f"missing keys {missing}, unknown keys {unknown}. {_AGAIN}")
    if not whole:
        raise RecordError(f"its checksum does not fit: it was edited after it was written. {_AGAIN}")
    types, rows = kept["columns"], kept["rows"]
    if not (isinstance(types, dict) and isinstance(rows, list) and all(_fits(row, types) for row in rows)):
        raise RecordError(f"its rows are not of the columns {types!r}. {_AGAIN}")
    cells = {
        name: [_NOT_FINITE[row[i]] if kind == "float" and _is_word(row[i]) else row[i] for row in rows]
        for i, (name, kind) in enumerate(types.items())
    }
    record = Record(pd.DataFrame(cells), kept["command"], kept["date"], kept["machine"], kept["versions"])
    if absent := {n: kind.__name__ for n, kind in columns.items() if record.columns.get(n) is not kind}:
        raise RecordError(f"the columns {absent} are asked for; it has {types}.")
    return record


def _fits(row: Any, types: dict[str, str]) -> bool:
    if not isinstance(row, list) or len(row) != len(types):
        return False
    pairs = zip(row, types.values(), strict=True)
    return all(type(v).__name__ == kind or (kind == "float" and _is_word(v)) for v, kind in pairs)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and value in _NOT_FINITE


def _checksum(kept: dict[str, Any]) -> str:
    """Of the content, not of the bytes: spaces and ends of lines do not count."""
    text = json.dumps({key: kept[key] for key in sorted(kept) if key != "sha256"})
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """JSON has no infinity and no NaN: they stand as the words "inf", "-inf" and "nan"."""
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(kept := dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return kept


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not JSON")
