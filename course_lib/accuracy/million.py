"""A million seeded float64 inputs, and the neighbours of every cut-off, judged one by one with mpmath.

python -m course_lib.accuracy million
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from tqdm import tqdm

from course_lib.accuracy.region import regions
from course_lib.accuracy.sampling import neighbours_of_cuts, right_of_powers
from course_lib.accuracy.truth import true_value
from course_lib.accuracy.worst import judge, row

if TYPE_CHECKING:
    import pandas as pd

FORMS = ("exact", "softplus", "logaddexp_form", "torch_rule")
MILLION = 1_000_000
_PIECE = 10_000


def places(points: int) -> torch.Tensor:
    """Inputs where softplus is neither 0 nor x: a third over (-750, 40), a third near 0, a third by powers of 2.

    And, beside these, where errors are known to be large: cut-offs, `right_of_powers`, the edge of the normal range.
    """
    g = torch.Generator().manual_seed(0)
    third = points // 3
    wide = torch.rand(points - 2 * third, generator=g, dtype=torch.float64) * 790 - 750
    near = torch.randn(third, generator=g, dtype=torch.float64) * 4
    size = torch.exp2(torch.rand(third, generator=g, dtype=torch.float64) * 80 - 75)
    sign = torch.where(torch.rand(third, generator=g) < 0.5, -1.0, 1.0).double()
    edge = torch.rand(points // 20, generator=g, dtype=torch.float64) * 3 - 710
    known = [neighbours_of_cuts(torch.float64), right_of_powers(points // 10, g), edge]
    return torch.cat([*known, wide, near, sign * size])


def measure_million(points: int = MILLION, progress: bool = True) -> pd.DataFrame:
    """The worst of the value at β = 1 by form and region; a frame with the columns of `million_float64`."""
    import pandas as pd

    x, rows = places(points), []
    for area in regions(torch.float64).values():
        inside = x[(x > area.low) & (x <= area.high)]
        pieces = tqdm(inside.split(_PIECE), area.name, disable=not progress)
        truth = [number for piece in pieces for number in true_value(piece, bits=64)]
        for name in FORMS:
            worst = judge(name, "value", inside, 1.0, truth)
            rows.append(row(name, "value", "float64", 1.0, area.name, worst))
    return pd.DataFrame(rows)
