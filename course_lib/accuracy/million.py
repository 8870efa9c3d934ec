"""A million seeded float64 inputs, and the neighbours of every cut, judged one by one with mpmath.

python -m course_lib.accuracy million
"""

import json
from importlib.resources import files

import torch
from tqdm import tqdm

from course_lib.accuracy.evaluation import evaluate
from course_lib.accuracy.region import regions
from course_lib.accuracy.sweep import machine
from course_lib.accuracy.truth import true_value
from course_lib.accuracy.ulp import ulp_error
from course_lib.accuracy.worst import neighbours_of_cuts, right_of_powers

COLUMNS = tuple((name, "value") for name in ("exact", "softplus", "logaddexp_form", "torch_rule"))
_PIECE = 10_000


def places(points, seed=0):
    """Inputs where softplus is neither 0 nor x: a third over (-750, 40), a third near 0, a third by powers of 2.

    And, beside these, where errors are known to be large: cuts, `right_of_powers`, the edge of the normal range.
    """
    g = torch.Generator().manual_seed(seed)
    third = points // 3
    wide = torch.rand(points - 2 * third, generator=g, dtype=torch.float64) * 790 - 750
    near = torch.randn(third, generator=g, dtype=torch.float64) * 4
    size = torch.exp2(torch.rand(third, generator=g, dtype=torch.float64) * 80 - 75)
    sign = torch.where(torch.rand(third, generator=g) < 0.5, -1.0, 1.0).double()
    edge = torch.rand(points // 20, generator=g, dtype=torch.float64) * 3 - 710
    known = [neighbours_of_cuts(torch.float64), right_of_powers(points // 10, g), edge]
    return torch.cat([*known, wide, near, sign * size])


def measure(points=1_000_000, progress=True):
    """{"machine", "points", "worst": {"name quantity": {region: {"ulp", "x"}}}} at β = 1."""
    worst: dict = {f"{name} {quantity}": {} for name, quantity in COLUMNS}
    x = places(points)
    for part in tqdm(x.split(_PIECE), disable=not progress):
        truths = {quantity: true_value(part, 1.0, quantity, bits=64) for quantity in {q for _, q in COLUMNS}}
        for name, quantity in COLUMNS:
            error = ulp_error(evaluate(name, part, 1.0, quantity), truths[quantity], torch.float64)
            _note(worst[f"{name} {quantity}"], part, error)
    return {"machine": machine(), "points": x.numel(), "worst": worst}


def _note(cells, x, error):
    for area in regions(torch.float64).values():
        inside = (x > area.low) & (x <= area.high)
        if inside.any():
            top, at = error[inside].max(dim=0)
            if top.item() > cells.get(area.name, {"ulp": -1.0})["ulp"]:
                cells[area.name] = {"ulp": top.item(), "x": x[inside][at].item()}


def stored():
    """What `python -m course_lib.accuracy million` found, as committed.

    {"machine": …, "points": inputs tried, "worst": {"softplus value": {region: {"ulp": worst error, "x": where}}, …}}.
    """
    text = files("course_lib.accuracy").joinpath("data", "million_float64.json").read_text(encoding="utf-8")
    return json.loads(text)
