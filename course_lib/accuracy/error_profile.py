"""The error of the value against x, in narrow bins, measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import torch

from course_lib.accuracy.error_table import DTYPES
from course_lib.accuracy.evaluation import Form, evaluate
from course_lib.accuracy.region import Region
from course_lib.accuracy.sampling import inputs
from course_lib.accuracy.ulp import ulp_error
from course_lib.accuracy.worst import Truth, truths
from course_lib.activations import IMPLEMENTATIONS
from course_lib.activations.arguments import dtype_named
from course_lib.activations.catalogue import KERNELS

if TYPE_CHECKING:
    import pandas as pd

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

    forms: curve → name of a form, or a function of (x, beta); all but the kernels, if left out. edges: the ends of the
    bins from left to right; those of `profile`, if left out. per_bin: inputs tried in a bin, beside the neighbours of its
    ends and of every cut-off in it; of the half types, all. The truth at the same inputs is computed once.
    Errors: TypeError for forms that are no dict, ValueError for edges that do not rise.
    """
    import pandas as pd

    if forms is not None and not isinstance(forms, Mapping):
        raise TypeError(f"measure_profile: forms is {forms!r}; give a dict, for example {{'mine': mine}}.")
    if edges is not None and (len(edges) < 2 or not all(low < high for low, high in pairwise(edges))):
        raise ValueError(
            f"measure_profile: edges is {edges!r}; give two or more numbers, from left to right."
        )
    forms = {name: name for name in IMPLEMENTATIONS if name not in KERNELS} if forms is None else forms
    parts = []
    for dtype in dtypes:
        x, bins, truth = _places(dtype, tuple(bin_edges(dtype) if edges is None else edges), per_bin)
        for curve, form in forms.items():
            error = ulp_error(evaluate(form, x), truth, x.dtype)
            part = pd.DataFrame({"curve": curve, "dtype": dtype, "x": x.double(), "ulp": error})
            parts.append(part.loc[part.groupby(bins)["ulp"].idxmax()])
    return pd.concat(parts, ignore_index=True)


@lru_cache(maxsize=16)
def _places(dtype: str, edges: tuple[float, ...], per_bin: int) -> tuple[torch.Tensor, list[int], Truth]:
    """The inputs in all bins, the bin of each, and what is right there."""
    kind = dtype_named(dtype)
    parts = [inputs(kind, Region("bin", low, high), per_bin) for low, high in pairwise(edges)]
    x = torch.cat(parts)
    return x, [i for i, part in enumerate(parts) for _ in range(part.numel())], truths(x, "value")


def bin_edges(dtype: str) -> list[float]:
    """The ends of the profile's bins: every whole number from -40 to 40, then 10 % farther each time."""
    outer = [40.0]
    while outer[-1] < _REACH[dtype]:
        outer.append(outer[-1] * 1.1)
    return [-end for end in outer[:0:-1]] + [float(end) for end in range(-40, 41)] + outer[1:]
