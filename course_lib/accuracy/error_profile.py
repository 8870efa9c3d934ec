"""The error of the value against x, in narrow bins, measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from course_lib.accuracy.error_table import DTYPES
from course_lib.accuracy.evaluation import Form
from course_lib.accuracy.region import Region
from course_lib.accuracy.sampling import inputs
from course_lib.accuracy.worst import judge, truths
from course_lib.activations import IMPLEMENTATIONS
from course_lib.activations.arguments import dtype_named
from course_lib.activations.catalogue import KERNELS

if TYPE_CHECKING:
    import pandas as pd

_MIDDLE, _BIN, _GROWTH = 40.0, 0.5, 1.1
_REACH = {
    "float16": 40.0,
    "bfloat16": 110.0,
    "float32": 110.0,
    "float64": 800.0,
}  # past overflow and underflow


def measure_profile(
    forms: Mapping[str, Form] | None = None,
    dtypes: Sequence[str] = DTYPES,
    edges: Sequence[float] | None = None,
    per_bin: int = 40,
) -> pd.DataFrame:
    """Measure the worst ULP of the value in bins of x, β = 1; a frame with the columns of `profile`.

    forms: curve → name of a form, or a function of (x, beta); all that need no compiler, if left out. edges: the ends of
    the bins from left to right, those of `profile` if left out. per_bin: inputs tried in a bin, and the neighbours of its
    ends and of every cut-off in it; of the half types, all.
    """
    import pandas as pd

    if forms is None:
        forms = {
            name: name for name in IMPLEMENTATIONS if name not in KERNELS
        }  # a bin is too few for compiled code
    rows = []
    for dtype in dtypes:
        for low, high in pairwise(edges or bin_edges(dtype)):
            x = inputs(dtype_named(dtype), Region("bin", low, high, ""), per_bin)
            truth = truths(x, "value")
            for curve, form in forms.items():
                worst = judge(form, "value", x, 1.0, truth)
                rows.append({"curve": curve, "dtype": dtype, "x": worst.x, "ulp": worst.ulp})
    return pd.DataFrame(rows)


def bin_edges(dtype: str) -> list[float]:
    """The ends of the profile's bins: every half from -40 to 40, then 10 % farther each time."""
    outer = [_MIDDLE]
    while outer[-1] < _REACH[dtype]:
        outer.append(outer[-1] * _GROWTH)
    steps = round(2 * _MIDDLE / _BIN)
    return [-end for end in outer[:0:-1]] + [i * _BIN - _MIDDLE for i in range(steps + 1)] + outer[1:]
