"""Errors in ULP as curves over x.

ULP: |result − exact| in units of the dtype's spacing at the exact value; half a ULP or less is correctly rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from course_lib.figures.curves import Limits, data_range
from course_lib.figures.end_labels import EndLabels, label_line_ends
from course_lib.figures.frames import names_in_order, require
from course_lib.figures.style import COLORS, ROLES, finish, in_course_style, line_style

if TYPE_CHECKING:
    import pandas as pd

CORRECTLY_ROUNDED = 0.5
_FLOOR = 1e-2  # an exact result has error 0, which no logarithmic axis can hold
_TOP = 1e9


@dataclass(frozen=True)
class UlpCurves:
    """The artists of `draw_ulp`: a line for each form, and its points of infinite error."""

    lines: Mapping[str, Line2D]
    infinite: Mapping[str, Line2D]
    labels: EndLabels


@in_course_style
def draw_ulp(
    ax: Axes, frame: pd.DataFrame, *, xlabel: str = "x", title: str | None = None, xlim: Limits = None
) -> UlpCurves:
    """Draw the error of each form over x on a logarithmic axis, with the line of half a ULP.

    `frame` has the columns `x`, `ulp` (≥ 0, infinity allowed, no NaN) and `curve`. Errors below 0.01 (exact
    results too) are drawn at 0.01, those above 10⁹ along the top edge; infinite ones as triangles there.
    """
    parts = _parts(frame, "draw_ulp")
    if len(parts) > len(ROLES):
        raise ValueError(f"draw_ulp: {len(parts)} curves, at most {len(ROLES)} can be told apart.")
    ax.set_yscale("log")
    lines, infinite = {}, {}
    for role, name in zip(ROLES, parts, strict=False):
        (lines[name],) = ax.plot([], [], label=name, **line_style(role))
        (infinite[name],) = ax.plot(
            [], [], "^", color=COLORS[role], markersize=7, label="_infinite", clip_on=False
        )
        infinite[name].set_in_layout(False)  # without points it would claim the figure's corner as its place
    half = ax.axhline(
        CORRECTLY_ROUNDED, color=COLORS["grey"], linestyle=":", linewidth=1.6, label="½ ULP: at best"
    )
    ax.set(xlim=xlim or data_range(frame["x"], 0.0), ylim=(_FLOOR, _TOP))
    finish(ax, xlabel=xlabel, ylabel="error in ULP", title=title)
    artists = UlpCurves(lines, infinite, label_line_ends(ax, [*lines.values(), half]))
    update_ulp(artists, frame)
    return artists


def update_ulp(artists: UlpCurves, frame: pd.DataFrame) -> None:
    """Give `draw_ulp` a new frame with the same curves."""
    parts = _parts(frame, "update_ulp")
    if set(parts) != set(artists.lines):
        raise ValueError(
            f"update_ulp: the frame's curves are {list(parts)}, the figure's {list(artists.lines)}."
        )
    for name, (x, ulp) in parts.items():
        finite = np.isfinite(ulp)
        artists.lines[name].set_data(x[finite], np.clip(ulp[finite], _FLOOR, _TOP))
        triangles = artists.infinite[name]
        assert triangles.axes is not None
        low, high = triangles.axes.get_xlim()
        at = x[
            ~finite & (low <= x) & (x <= high)
        ]  # they are not clipped, so that they show whole at the top edge
        triangles.set_data(at, np.full(len(at), _TOP))


def _parts(frame: pd.DataFrame, function: str) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    require(frame, ("x", "ulp", "curve"), function)
    _require_errors(frame, function)
    found = {}
    for name in names_in_order(frame, "curve"):
        part = frame[frame["curve"] == name]
        found[name] = (part["x"].to_numpy(float), part["ulp"].to_numpy(float))
    return found


def _require_errors(frame: pd.DataFrame, function: str) -> None:
    ulp = frame["ulp"].to_numpy(float)
    if np.isnan(ulp).any() or (ulp < 0).any():
        raise ValueError(
            f"{function}: the column ulp holds NaN or negative numbers; an error is 0 or more, or infinite."
        )
