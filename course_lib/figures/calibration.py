"""Calibration: what was observed, against what was predicted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from course_lib.figures.curves import Limits, data_range
from course_lib.figures.end_labels import EndLabels, label_line_ends
from course_lib.figures.frames import names_in_order, require
from course_lib.figures.means import MARKERS
from course_lib.figures.style import COLORS, ROLES, finish, in_course_style, line_style

if TYPE_CHECKING:
    import pandas as pd

DIAGONAL = "as predicted"
_ROLES = tuple(role for role in ROLES if role != "grey")  # grey is the diagonal's


@dataclass(frozen=True)
class Calibration:
    """The artists of `draw_calibration`: a line and its upright bars for each condition, the diagonal, the names."""

    lines: Mapping[str, Line2D]
    bars: Mapping[str, LineCollection]
    diagonal: Line2D
    labels: EndLabels


@in_course_style
def draw_calibration(
    ax: Axes,
    frame: pd.DataFrame,
    *,
    xlabel: str = "predicted mean",
    ylabel: str = "observed mean",
    title: str | None = None,
    lim: Limits = None,
    log: bool = False,
    roles: Mapping[str, str] | None = None,
) -> Calibration:
    """Draw the observed mean of each bin, with its interval, at the predicted mean; on the diagonal both are equal.

    `frame` is that of `course_lib.studies.calibration`: condition, predicted, mean, low, high, a row for each bin; mean,
    low and high are what was observed. Both axes have the same limits `lim`. `log`: both are logarithmic. Conditions take
    colour, dashes and marker in order of appearance; `roles` (condition → role) overrides. At most four: grey is
    the diagonal's.
    """
    columns = ("condition", "predicted", "mean", "low", "high")
    require(frame, columns, "draw_calibration")
    names = names_in_order(frame, "condition")
    if len(names) > len(_ROLES):
        raise ValueError(
            f"draw_calibration: {len(names)} conditions, at most {len(_ROLES)} can be told apart beside the diagonal. "
            "Choose some, or draw two figures."
        )
    roles = roles or {}
    if unknown := set(roles) - set(names):
        raise ValueError(
            f"draw_calibration: roles names {sorted(unknown)}, but the frame's conditions are {names}."
        )
    if unknown := set(roles.values()) - set(_ROLES):
        raise ValueError(
            f"draw_calibration: the role {sorted(unknown)[0]!r} is not free; give {', '.join(_ROLES)}."
        )
    numbers = frame[list(columns[1:])].to_numpy(float)
    drawn = numbers[np.isfinite(numbers)]
    if log and (drawn <= 0).any():
        raise ValueError(
            f"draw_calibration: the frame holds {drawn.min():g}; with log=True every number must be above 0."
        )
    low, high = lim or _limits(drawn, log)
    (diagonal,) = ax.plot([low, high], [low, high], label=DIAGONAL, zorder=1.5, **line_style("grey"))
    diagonal.set_linewidth(1.4)
    free = (role for role in _ROLES if role not in roles.values())
    lines, bars = {}, {}
    for name in names:
        role = roles.get(name) or next(free)
        part = frame[frame["condition"] == name].sort_values("predicted")
        lines[name] = ax.plot(
            part["predicted"],
            part["mean"],
            label=name,
            marker=MARKERS[role],
            markersize=4.5,
            **line_style(role),
        )[0]
        bars[name] = ax.vlines(
            part["predicted"], part["low"], part["high"], color=COLORS[role], linewidth=1.6
        )
    if log:
        ax.set(xscale="log", yscale="log")
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            axis.set_minor_formatter(NullFormatter())
    ax.set_aspect("equal", adjustable="box", anchor="W")  # room for names and title on the right
    finish(ax, xlabel=xlabel, ylabel=ylabel, title=title, xlim=(low, high), ylim=(low, high))
    return Calibration(lines, bars, diagonal, label_line_ends(ax, [*lines.values(), diagonal]))


def _limits(drawn: np.ndarray, log: bool) -> tuple[float, float]:
    """The same limits for both axes: from 0 where all numbers are positive, unless the axes are logarithmic."""
    if log and len(drawn):
        return float(drawn.min() / 1.2), float(drawn.max() * 1.2)
    low, high = data_range(drawn, 0.05)
    return (0.0, high) if len(drawn) and drawn.min() >= 0 else (low, high)
