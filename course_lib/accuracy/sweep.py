"""Every one of the 2³² float32 inputs, through every form: one command that can be stopped and taken up again.

    python -m course_lib.accuracy sweep
    python -m course_lib.accuracy sweep --fused      the compiled form alone, into a file of its own

The reference is float64 with other formulas than the forms under test (`reference`), itself proven against mpmath in
tests/accuracy/test_reference.py: right to 4 ulp of float64, so a float32 error is known to 2^-27 ULP. Where `exact` is
that close to a tie, mpmath decides.
"""

import copy
import json
import platform
import sys
from importlib.resources import files
from pathlib import Path

import torch
from tqdm import tqdm

from course_lib.accuracy.evaluation import DIRECT, evaluate
from course_lib.accuracy.float64_reference import reference
from course_lib.accuracy.region import regions
from course_lib.accuracy.truth import true_value
from course_lib.accuracy.ulp import ulp_error
from course_lib.activations import IMPLEMENTATIONS

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
FUSED_COLUMNS = tuple(("fused", quantity) for quantity in ("value", "slope", "curvature"))
_TIE = 2.0**-26


def inputs(chunk):
    """The float32 numbers with the bit patterns chunk·2^16 … chunk·2^16 + 2^16 - 1."""
    start = chunk * CHUNK - (1 << 31)
    return torch.arange(start, start + CHUNK, dtype=torch.int64).to(torch.int32).view(torch.float32)


def sweep(state_file, columns=COLUMNS, chunks=range(CHUNKS), save_every=512, progress=True):
    """Go on from `state_file` (made if absent) through `chunks`; return the state, which is saved as it grows.

    State: as `stored` describes it. It is saved now and then, and when the sweep is interrupted.
    Raises ValueError when the file was made by another machine, PyTorch or set of columns.
    """
    path = Path(state_file)
    state = _opened(path, columns)
    todo = list(chunks)[state["done"] :]
    finished = copy.deepcopy(state)
    try:
        for count, chunk in enumerate(
            tqdm(todo, disable=not progress, unit="chunk", smoothing=0.01), start=1
        ):
            _measure(inputs(chunk), columns, state["worst"])
            state["done"] += 1
            finished = copy.deepcopy(state)
            if count % save_every == 0:
                _save(path, finished)
    finally:
        _save(path, finished)  # an interrupted chunk is not half in it
    return state


def _measure(x, columns, worst):
    areas = _areas(x)
    truths = {quantity: reference(x.double(), quantity) for quantity in {quantity for _, quantity in columns}}
    for name, quantity in columns:
        result = evaluate(name, x, 1.0, quantity)
        error = ulp_error(result, truths[quantity], torch.float32)
        entry = worst[f"{name} {quantity}"]
        for area, inside in areas:
            _note(
                entry[area], x[inside], result[inside], error[inside], quantity, settle_ties=name == "exact"
            )


def _areas(x):
    """(region name, slice or mask) of the regions that x, a run of bit patterns, touches."""
    found = []
    number = ~x.isnan()
    for region in regions(torch.float32).values():
        inside = (x > region.low) & (x <= region.high)
        if region.name == "underflow":
            inside |= x <= region.low
        if region.name == "linear":
            inside |= x > region.high
        if inside.any():
            found.append((region.name, slice(None) if inside.all() else inside))
    if not number.all():
        found.append(("nan", ~number))
    return found


def _note(cell, x, result, error, quantity, settle_ties):
    cell["inputs"] += x.numel()
    worst, top = error.max(dim=0)
    if worst.item() > cell["ulp"]:
        cell["ulp"], cell["x"] = worst.item(), x[top].item()
    if worst.item() < 0.5 - _TIE:
        return  # every result is the nearest float: most of the line
    cell["not_nearest"] += int((error > 0.5 + _TIE).sum())
    if settle_ties:
        near_tie = (error - 0.5).abs() <= _TIE
        truth = true_value(x[near_tie], 1.0, quantity)
        cell["ties"] += len(truth)
        cell["not_nearest"] += int((ulp_error(result[near_tie], truth, torch.float32) > 0.5).sum())


def _opened(path, columns):
    names = [f"{name} {quantity}" for name, quantity in columns]
    fresh = {"machine": machine(), "done": 0, "worst": {name: _empty() for name in names}}
    if not path.exists():
        return fresh
    state = json.loads(path.read_text(encoding="utf-8"))
    if state["machine"] != fresh["machine"] or list(state["worst"]) != names:
        raise ValueError(
            f"{path.name} was begun on {state['machine']} with {len(state['worst'])} columns; this is "
            f"{fresh['machine']} with {len(names)}. Give another file, or delete it to begin again."
        )
    return state


def _empty():
    names = [*regions(torch.float32), "nan"]
    return {name: {"ulp": -1.0, "x": None, "inputs": 0, "not_nearest": 0, "ties": 0} for name in names}


def _save(path, state):
    """Write beside, then rename: a stopped sweep never leaves half a file."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(state, indent=1), encoding="utf-8")
    new.replace(path)


def machine():
    """What a worst-case ULP depends on beside the formula: the library and its vector code."""
    return {
        "torch": torch.__version__.split("+")[0],
        "cpu": torch.backends.cpu.get_cpu_capability(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def stored(name="sweep_float32.json"):
    """What `python -m course_lib.accuracy sweep` found, as committed: every float32 input at β = 1.

    {"machine": …, "done": chunks of 2^16 inputs, "worst": {"softplus value": {region: cell}, …}}; the regions are those
    of `regions`, and "nan". A cell: ulp, the worst error; x, where it is; inputs, how many were tried; not_nearest,
    how many results are not the float nearest to the truth; ties, how many were so near a tie that mpmath decided
    (for "exact value" alone). name="sweep_float32_fused.json": the same of the compiled form (`sweep --fused`).
    """
    text = files("course_lib.accuracy").joinpath("data", name).read_text(encoding="utf-8")
    return json.loads(text)
