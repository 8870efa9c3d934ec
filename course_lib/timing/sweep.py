"""Many functions of x at many sizes and types: one table, with every sample behind it.

In each setting all functions have their turn in every round, the control too, so that any two of them can be compared. With
many comparisons some intervals miss the truth by chance: a verdict FASTER or SLOWER must also pass Benjamini and Hochberg's
correction (1995) over the whole table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from course_lib.timing.blocks import Checked, Function
from course_lib.timing.comparison import FASTER, SLOWER, UNCLEAR, Comparison
from course_lib.timing.device import Device, check_fits, settle_memory
from course_lib.timing.errors import TimingError
from course_lib.timing.measurement import check_settings, quantile
from course_lib.timing.rounds import is_narrow, log_ratios, timed_rounds

if TYPE_CHECKING:
    import pandas as pd

MODES = ("forward", "backward", "both")
DTYPES = ("float16", "bfloat16", "float32", "float64")
CONTROL = "control"
SIGNIFICANT = 0.05
ARRAYS = 6
"""x, the result, the gradient, its result, and what is kept for backward: at most this many of the size."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """samples: dtype, size, mode, cache, round, function, calls, seconds (a call): a row for each sample.
    table: a row for each function and setting, see `table_of`."""

    samples: pd.DataFrame
    table: pd.DataFrame


def step(function: Callable[[Tensor], Tensor], x: Tensor, gradient: Tensor, mode: str) -> Function:
    """The function of no arguments that is timed: forward without a graph; backward alone, the graph made before; or both,
    with the gradient of x set to None first."""
    if mode == "forward":

        def forward() -> Tensor:
            with torch.no_grad():
                return function(x)

        return forward
    leaf = x.detach().clone().requires_grad_()
    if mode == "backward":
        y = function(leaf)
        return lambda: torch.autograd.grad(y, leaf, gradient, retain_graph=True)[0]

    def both() -> Tensor:
        leaf.grad = None
        function(leaf).backward(gradient)  # type: ignore[no-untyped-call]
        assert leaf.grad is not None
        return leaf.grad

    return both


def sweep(
    functions: Mapping[str, Callable[[Tensor], Tensor]],
    sizes: Sequence[int],
    dtypes: Sequence[str] = ("float32",),
    *,
    modes: Sequence[str] = ("forward", "both"),
    cache: str = "hot",
    device: str = "cpu",
    budget: float = 0.5,
    margin: float = 0.01,
    hide_launches: bool = False,
    seed: int = 0,
) -> Sweep:
    """Time every function at every size, dtype and mode; the first function is what the others are compared with.

    x is 3·N(0, 1), so that no tail dominates. budget: seconds for each function in each setting. Raises TimingError for an
    unknown dtype or mode, and for a size that does not fit in memory, before anything is timed.
    """
    import pandas as pd

    check_settings(cache, budget, 0.01)
    where = Device(device)
    for names, known, what in ((dtypes, DTYPES, "dtypes"), (modes, MODES, "modes")):
        if isinstance(names, str) or not names or set(names) - set(known):
            raise TimingError(f"{what}={names!r}; give some of {', '.join(known)}.")
    if not functions or CONTROL in functions:
        raise TimingError(f"functions={list(functions)}; give at least one, and none named {CONTROL!r}.")
    if not sizes or not all(isinstance(size, int) and size > 0 for size in sizes):
        raise TimingError(f"sizes={sizes!r}; give whole numbers above 0.")
    for dtype in dtypes:
        check_fits(where, max(sizes), getattr(torch, dtype).itemsize, ARRAYS)
    settle_memory()
    rows: list[tuple[Any, ...]] = []
    for dtype in dtypes:
        for size in sizes:
            draws = torch.Generator().manual_seed(seed)
            x, gradient = (
                torch.randn(size, generator=draws).mul(scale).to(getattr(torch, dtype)).to(device)
                for scale in (3.0, 1.0)
            )
            for mode in modes:
                steps = {name: step(function, x, gradient, mode) for name, function in functions.items()}
                found, calls = _timed(steps, where, cache, hide_launches, budget, seed)
                rows += [
                    (dtype, size, mode, cache, place, name, calls[name], seconds)
                    for name, all_of_them in found.items()
                    for place, seconds in enumerate(all_of_them)
                ]
    columns = ["dtype", "size", "mode", "cache", "round", "function", "calls", "seconds"]
    samples = pd.DataFrame(rows, columns=columns)
    return Sweep(samples, table_of(samples, margin, device))


def _timed(
    steps: dict[str, Function], where: Device, cache: str, hide_launches: bool, budget: float, seed: int
) -> tuple[dict[str, list[float]], dict[str, int]]:
    checked = [Checked(function, name) for name, function in steps.items()]
    first = next(iter(steps))
    found, calls = timed_rounds(
        steps | {CONTROL: steps[first]},
        where,
        cache=cache,
        hide_launches=hide_launches,
        budget=budget * (len(steps) + 1),
        seed=seed,
        narrow=lambda found: all(
            is_narrow(found[first], found[name], 0.01, 0.95) for name in found if name != first
        ),
    )
    for kept in checked:
        kept.again()
    return found, calls


def table_of(samples: pd.DataFrame, margin: float = 0.01, device: str = "cpu") -> pd.DataFrame:
    """From samples, live or recorded: function, dtype, size, mode, cache, microseconds (median), ratio, low, high (95 %
    interval of the median ratio to the first function), verdict, p (Wilcoxon, corrected over the table), rounds.

    The row "control" is the first function against itself. Verdicts are those of `Comparison`, and UNCLEAR in place of
    FASTER or SLOWER where p is above 0.05.
    """
    import numpy as np
    import pandas as pd
    from scipy import stats

    rows = []
    for setting, group in samples.groupby(["dtype", "size", "mode", "cache"], sort=False):
        by_name = {name: part["seconds"].tolist() for name, part in group.groupby("function", sort=False)}
        first = next(iter(by_name))
        for name, seconds in by_name.items():
            logs = log_ratios(by_name[first], seconds)
            pair = Comparison(
                str(name), str(first), tuple(by_name[first]), tuple(seconds), tuple(by_name[CONTROL]),
                int(group["calls"].iloc[0]), str(setting[3]), device, torch.get_num_threads(), margin,
            )  # fmt: skip
            same = name == first
            rows.append(
                {
                    "function": name, "dtype": setting[0], "size": setting[1], "mode": setting[2], "cache": setting[3],
                    "microseconds": quantile(seconds, 0.5) * 1e6, "ratio": pair.ratio,
                    "low": pair.interval[0], "high": pair.interval[1],
                    "verdict": "first" if same else pair.verdict,
                    "p": np.nan if same or not any(logs) else stats.wilcoxon(logs).pvalue,
                    "rounds": len(seconds),
                }
            )  # fmt: skip
    table = pd.DataFrame(rows)
    real = table["p"].notna() & (table["function"] != CONTROL)
    if real.any():
        table.loc[real, "p"] = stats.false_discovery_control(table.loc[real, "p"])
    decided = table["verdict"].isin([FASTER, SLOWER]) & ~(table["p"] <= SIGNIFICANT)
    table.loc[decided, "verdict"] = UNCLEAR
    return table
