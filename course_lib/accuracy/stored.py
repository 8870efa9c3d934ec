"""What the room's commands measured, read from its records; and the record of what is measured here. No torch to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course_lib.records import Record, load, new_record

if TYPE_CHECKING:
    import pandas as pd

DATA = Path(__file__).resolve().parent / "data"
WORST: dict[str, type] = {
    "implementation": str,
    "quantity": str,
    "dtype": str,
    "beta": float,
    "region": str,
    "ulp": float,
    "x": float,
    "points": int,
}
COUNTS: dict[str, type] = {"not_nearest": int, "ties": int}
PROFILE: dict[str, type] = {"curve": str, "dtype": str, "x": float, "ulp": float}


def table() -> pd.DataFrame:
    """The stored table of worst cases: one row for implementation × quantity × dtype × β × region.

    Columns: implementation, quantity (value; slope and curvature by autograd; "slope", "curvature" and "inverse" as
    implementations are the functions of those names, called), dtype, beta, region, ulp (worst found, inf if a result
    is infinite or NaN where the truth is not), x (where; for "inverse" the y), points (inputs tried). Regions are those
    of `regions(dtype, beta)`. All inputs of the half types are tried; of float32 and float64 a sample, so that the true
    worst may be a little larger: `every_float32` and `million_float64` hold what larger searches found at β = 1.
    "fused" stands there where a region has enough inputs (16,384) to reach the compiled code.
    Made by `python -m course_lib.accuracy table` on the machine that the record names: the last digit depends on the
    vector library, the bounds do not.

    >>> frame = table()
    >>> bool(frame.query("implementation == 'exact' and quantity == 'value'")["ulp"].max() <= 0.51)
    True
    """
    return load(DATA / "worst_ulp.json", WORST).frame


def every_float32() -> pd.DataFrame:
    """All 2³² float32 inputs at β = 1, with the columns of `table` and two counts; "nan" is a region of its own.

    not_nearest: how many results are not the float nearest to the truth. ties: how many were so near a tie that mpmath
    decided (for the values of "exact" alone). Made by `python -m course_lib.accuracy sweep`, and `sweep --fused`.
    """
    import pandas as pd

    names = ("sweep_float32.json", "sweep_float32_fused.json")
    return pd.concat([load(DATA / name, WORST | COUNTS).frame for name in names], ignore_index=True)


def million_float64() -> pd.DataFrame:
    """A million float64 inputs at β = 1 and the neighbours of every cut-off, judged by mpmath; the columns of `table`.

    Made by `python -m course_lib.accuracy million`.
    """
    return load(DATA / "million_float64.json", WORST).frame


def worst_stored(beta: float = 1.0) -> dict[tuple[str, str], float]:
    """(implementation, dtype name) → worst ULP of the value at this β, of all that is stored; {} for a β never tried.

    Raises TypeError for a β that is no number.

    >>> worst_stored()["exact", "float32"] <= 0.5 + 2**-26
    True
    """
    import pandas as pd

    if not isinstance(beta, int | float):
        raise TypeError(
            f"worst_stored: beta is {beta!r}; give a number. One form is worst_stored()['stable', 'float32']."
        )
    rows = pd.concat([table(), every_float32(), million_float64()])
    rows = rows[(rows["quantity"] == "value") & (rows["beta"] == beta)]
    return rows.groupby(["implementation", "dtype"])["ulp"].max().to_dict()


def profile() -> pd.DataFrame:
    """The stored error of the value against x at β = 1: the worst ULP in narrow bins of x.

    Columns: curve (the implementation), dtype, x (where the worst of the bin is), ulp; rows from left to right. The rows
    of one dtype are a frame for `course_lib.figures.draw_ulp`. Bins are one unit wide for -40 < x <= 40, and grow from
    there to where the type overflows or underflows. Made by `python -m course_lib.accuracy profile`.
    """
    return load(DATA / "ulp_profile.json", PROFILE).frame


def measured_here(frame: pd.DataFrame, command: str) -> Record:
    """A record of what this machine measured: a worst ULP depends on the math library and its vector code too."""
    import torch

    return new_record(frame, command, ("torch",), cpu=torch.backends.cpu.get_cpu_capability())
