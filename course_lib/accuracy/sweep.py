"""Every one of the 2³² float32 inputs, through every form: one command that can be stopped and continued.

    python -m course_lib.accuracy sweep
    python -m course_lib.accuracy sweep --fused      the compiled form alone, into a file of its own

The reference is float64 with other formulas than the forms under test (`reference`), itself proven against mpmath in
tests/accuracy/test_reference.py: right to 4 ulp of float64, so a float32 error is known to 2^-27 ULP. Where `exact` is
that close to a tie, mpmath decides.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from course_lib.accuracy.evaluation import DIRECT, evaluate
from course_lib.accuracy.float64_reference import reference
from course_lib.accuracy.region import NAMES, regions
from course_lib.accuracy.stored import COUNTS, WORST, measured_here
from course_lib.accuracy.truth import true_value
from course_lib.accuracy.ulp import ulp_error
from course_lib.accuracy.worst import Worst, row
from course_lib.activations import IMPLEMENTATIONS
from course_lib.records import Record, load, save

Cells = dict[tuple[str, str, str], dict[str, Any]]  # (implementation, quantity, region) → a row of the record
CHUNK = 1 << 16
CHUNKS = (1 << 32) // CHUNK
COLUMNS = (
    *((name, "value") for name in IMPLEMENTATIONS),
    ("softplus", "slope"),
    ("softplus", "curvature"),
    ("torch_rule", "slope"),
    ("torch_rule", "curvature"),
    *((name, name) for name in DIRECT if name != "inverse"),
)
AREAS = (*NAMES, "nan")
FUSED_COLUMNS = tuple(("fused", quantity) for quantity in ("value", "slope", "curvature"))
_TIE = 2.0**-26
_SAVE_EVERY = 512


def inputs(chunk: int) -> torch.Tensor:
    """The float32 numbers with the bit patterns chunk·2^16 … chunk·2^16 + 2^16 - 1."""
    start = chunk * CHUNK - (1 << 31)
    return torch.arange(start, start + CHUNK, dtype=torch.int64).to(torch.int32).view(torch.float32)


def sweep(
    path: Path,
    columns: Sequence[tuple[str, str]] = COLUMNS,
    chunks: Sequence[int] = range(CHUNKS),
    progress: bool = True,
) -> Record:
    """Go on from the record at `path` (made if absent) through `chunks`, for each (implementation, quantity) of `columns`.

    The record, as `every_float32` describes it, is saved now and then, and when the sweep is interrupted.
    Raises ValueError when it was begun by another machine, PyTorch or set of columns.
    """
    cells = _opened(path, columns)
    done = sum(cell["points"] for (*column, _), cell in cells.items() if tuple(column) == columns[0]) // CHUNK
    todo = tqdm(list(chunks)[done:], disable=not progress, unit="chunk", smoothing=0.01)
    finished = copy.deepcopy(cells)
    try:
        for count, chunk in enumerate(todo, start=1):
            _measure(inputs(chunk), columns, cells)
            finished = copy.deepcopy(cells)
            if count % _SAVE_EVERY == 0:
                save(_record(finished), path)
    finally:
        save(_record(finished), path)  # an interrupted chunk is not half in it
    return _record(finished)


def _measure(x: torch.Tensor, columns: Sequence[tuple[str, str]], cells: Cells) -> None:
    areas = _areas(x)
    truths = {quantity: reference(x.double(), quantity) for quantity in {quantity for _, quantity in columns}}
    for name, quantity in columns:
        result = evaluate(name, x, 1.0, quantity)
        error = ulp_error(result, truths[quantity], torch.float32)
        for area, inside in areas:
            _note(cells[name, quantity, area], x[inside], result[inside], error[inside])


def _areas(x: torch.Tensor) -> list[tuple[str, Any]]:
    """(region name, slice or mask) of the regions that x, a run of bit patterns, touches."""
    ends = torch.tensor([region.high for region in regions(torch.float32).values()][:-1], dtype=torch.float64)
    index = torch.where(x.isnan(), len(ends) + 1, torch.bucketize(x.double(), ends))
    masks = [(name, index == i) for i, name in enumerate(AREAS)]
    return [(name, slice(None) if mask.all() else mask) for name, mask in masks if mask.any()]


def _note(cell: dict[str, Any], x: torch.Tensor, result: torch.Tensor, error: torch.Tensor) -> None:
    cell["points"] += x.numel()
    worst, top = error.max(dim=0)
    if not worst.item() <= cell["ulp"]:  # a fresh cell holds NaN
        cell["ulp"], cell["x"] = worst.item(), x[top].item()
    if worst.item() < 0.5 - _TIE:
        return  # every result is the nearest float: most of the line
    cell["not_nearest"] += int((error > 0.5 + _TIE).sum())
    if cell["implementation"] == "exact":
        near_tie = (error - 0.5).abs() <= _TIE
        truth = true_value(x[near_tie], 1.0, cell["quantity"])
        cell["ties"] += len(truth)
        cell["not_nearest"] += int((ulp_error(result[near_tie], truth, torch.float32) > 0.5).sum())


def _opened(path: Path, columns: Sequence[tuple[str, str]]) -> Cells:
    """The cells of the record at `path`, or fresh ones."""
    empty, counts = Worst(math.nan, math.nan, 0), dict.fromkeys(COUNTS, 0)
    fresh = {
        (name, quantity, region): row(name, quantity, "float32", 1.0, region, empty) | counts
        for name, quantity in columns
        for region in AREAS
    }
    if not path.exists():
        return fresh
    begun, now = load(path, WORST | COUNTS), _record(fresh)
    cells = {
        (cell["implementation"], cell["quantity"], cell["region"]): cell
        for cell in begun.frame.to_dict("records")
    }
    if (begun.machine, begun.versions, list(cells)) != (now.machine, now.versions, list(fresh)):
        raise ValueError(
            f"{path.name} was begun on {dict(begun.machine) | dict(begun.versions)} with {len(cells)} rows; this is "
            f"{dict(now.machine) | dict(now.versions)} with {len(fresh)}. Give another file, or delete it to begin again."
        )
    return cells


def _record(cells: Cells) -> Record:
    import pandas as pd

    fused = " --fused" if any(name == "fused" for name, *_ in cells) else ""
    return measured_here(pd.DataFrame(list(cells.values())), f"python -m course_lib.accuracy sweep{fused}")
