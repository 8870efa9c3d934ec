"""Points of curves as a tidy frame: what a figure draws and a claim reads."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    import pandas as pd


def sample(
    functions: Mapping[str, Callable[[torch.Tensor], torch.Tensor]],
    low: float = -5.0,
    high: float = 5.0,
    points: int = 201,
    dtype: torch.dtype = torch.float64,
) -> "pd.DataFrame":
    """A frame with the columns x, y, curve: each named function at `points` equally spaced inputs of [low, high].

    The inputs are exact in `dtype`; y is what the function returned in that type, as a Python float.
    Raises ValueError for an empty range, fewer than two points, or no function.

    >>> sample({"ReLU": torch.relu}, -1, 1, 3)["y"].tolist()
    [0.0, 0.0, 1.0]
    """
    import pandas as pd

    if not low < high:
        raise ValueError(f"sample: the range is [{low}, {high}]; low must be below high.")
    if points < 2:
        raise ValueError(f"sample: points = {points}; at least two are needed to draw a line.")
    if not functions:
        raise ValueError('sample: no function was given; write for example sample({"softplus": softplus}).')
    x = torch.linspace(low, high, points, dtype=dtype)
    parts = [
        pd.DataFrame({"x": x.tolist(), "y": function(x).tolist(), "curve": name})
        for name, function in functions.items()
    ]
    return pd.concat(parts, ignore_index=True)
