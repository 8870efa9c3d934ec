"""Notebooks as data: the one reader for everyone who reads an `.ipynb` and does not run it.

`Notebook.read(path)` gives frozen records: cells in order, each with its kind, source, tags and outputs, every text in one
piece. Only the standard library is imported: nbformat takes 0.3 s to start, and a learner's `progress()` needs none of it.
Who runs or writes notebooks (`tools/run_notebook.py`, nbgrader) uses nbformat.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class NotebookError(ValueError):
    """The file is damaged, or is no notebook of format 4; the message names the file, the fault and what to do."""


@dataclass(frozen=True)
class Output:
    """One stored output. `name` is the stream's ("stdout") or the error's ("ValueError"); `data`: MIME type → content."""

    kind: str  # "stream", "display_data", "execute_result" or "error"
    name: str = ""
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One cell; `index` counts from 0, `kind` is "code", "markdown" or "raw"."""

    index: int
    kind: str
    source: str
    id: str = ""
    tags: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    execution_count: int | None = None


@dataclass(frozen=True)
class Notebook:
    """A notebook: `cells` and `metadata` to read, and `json`, the checked content of the file, for who writes it again."""

    cells: tuple[Cell, ...]
    metadata: Mapping[str, Any]
    json: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Notebook:
        """The notebook in a file. Raises OSError where it cannot be opened, NotebookError where it is no notebook."""
        return cls.parse(path.read_bytes(), str(path))

    @classmethod
    def parse(cls, content: bytes, name: str) -> Notebook:
        """The notebook in a file's content; `name` is what an error calls it."""
        try:
            data = json.loads(content.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise _refusal(name, f"{error}") from error
        return cls.from_json(data, name)

    @classmethod
    def from_json(cls, data: Any, name: str = "the notebook") -> Notebook:
        """The notebook in decoded JSON, or in a notebook of nbformat."""
        if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
            raise _refusal(name, "it has no list of cells")
        if not isinstance(data.get("metadata", {}), dict):
            raise _refusal(name, "its metadata are no mapping")
        cells = []
        for index, cell in enumerate(data["cells"]):
            try:
                cells.append(_cell(index, cell))
            except KeyError as error:
                raise _refusal(name, f"cell {index} has no {error}") from error
            except (TypeError, AttributeError) as error:
                raise _refusal(name, f"cell {index}: {error}") from error
        return cls(tuple(cells), data.get("metadata", {}), data)


def _refusal(name: str, why: str) -> NotebookError:
    return NotebookError(
        f"{name} is not a notebook ({why}). Open it in Jupyter and save it, or take the original file again."
    )


def _cell(index: int, cell: Mapping[str, Any]) -> Cell:
    metadata = cell.get("metadata", {})
    return Cell(
        index,
        _text(cell["cell_type"]),
        _text(cell["source"]),
        cell.get("id", ""),
        tuple(metadata.get("tags", ())),
        metadata,
        tuple(map(_output, cell.get("outputs", ()))),
        cell.get("execution_count"),
    )


def _output(output: Mapping[str, Any]) -> Output:
    data = {mime: _joined(content) for mime, content in output.get("data", {}).items()}
    return Output(
        output["output_type"],
        output.get("name") or output.get("ename", ""),
        _text(output.get("text", "")),
        data,
    )


def _text(value: Any) -> str:
    """Notebooks keep a text whole or as a list of its lines."""
    text = _joined(value)
    if not isinstance(text, str):
        raise TypeError(f"expected a text or a list of its lines, got {type(value).__name__}")
    return text


def _joined(value: Any) -> Any:
    """Lines in one piece; what is no text (a JSON output) as it is."""
    return (
        "".join(value) if isinstance(value, list) and all(isinstance(line, str) for line in value) else value
    )
