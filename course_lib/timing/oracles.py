"""The same work timed by other people's programs, so that our own times can be checked: a table to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import torch

from course_lib.timing.comparison import compare
from course_lib.timing.measurement import measure

if TYPE_CHECKING:
    import pandas as pd


def beside_others(
    functions: Mapping[str, Callable[[], Any]], device: str = "cpu", budget: float = 1.0
) -> pd.DataFrame:
    """One row for each function: µs by `measure` with quartiles, by torch.utils.benchmark, and on a GPU by Triton.

    The last column, ratio, is ours: the function against the first one by `compare`. torch.utils.benchmark times one
    function after the other, so the ratio of its times has no interval.
    """
    import pandas as pd
    from torch.utils.benchmark import Timer

    rows = []
    first_name, first = next(iter(functions.items()))
    for name, function in functions.items():
        ours = measure(function, name, budget=budget / 2, device=device, width=0.005)
        theirs = Timer("f()", globals={"f": function}, num_threads=torch.get_num_threads())
        other = theirs.blocked_autorange(min_run_time=budget / 2)
        row: dict[str, Any] = {
            "function": name,
            "µs": ours.median * 1e6,
            "µs low": ours.quartiles[0] * 1e6,
            "µs high": ours.quartiles[1] * 1e6,
            "µs by torch.utils.benchmark": other.median * 1e6,
        }
        if torch.device(device).type == "cuda":
            row["µs by triton.testing.do_bench"] = _by_triton(function)
        if name == first_name:
            row |= {"ratio": 1.0, "ratio low": 1.0, "ratio high": 1.0}
        else:
            pairs = compare(function, first, name, first_name, budget=budget, device=device)
            row |= {"ratio": pairs.ratio, "ratio low": pairs.interval[0], "ratio high": pairs.interval[1]}
        rows.append(row)
    return pd.DataFrame(rows)


def _by_triton(function: Callable[[], Any]) -> float:
    """Median µs; NaN where triton is not installed. It empties the cache before each call."""
    try:
        from triton.testing import do_bench
    except ImportError:
        return float("nan")
    return float(do_bench(function, return_mode="median")) * 1e3
