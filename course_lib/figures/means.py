"""Means with their intervals: as lines over steps, or one below the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text

from course_lib.figures.curves import Limits, data_range
from course_lib.figures.end_labels import EndLabels, label_line_ends
from course_lib.figures.frames import names_in_order, require
from course_lib.figures.style import COLORS, ROLES, finish, in_course_style, line_style

if TYPE_CHECKING:
    import pandas as pd

MARKERS = {"subject": "o", "other": "s", "third": "^", "fourth": "D", "grey": "v"}
RUNS = {"recorded": ("o", COLORS["subject"]), "live": ("D", COLORS["other"])}
"""Run → marker and colour in `draw_intervals`."""


@dataclass(frozen=True)
class Means:
    """The artists of `draw_means`: a line and its upright bars for each condition, and the names at the line ends."""

    lines: Mapping[str, Line2D]
    bars: Mapping[str, LineCollection]
    labels: EndLabels


@dataclass(frozen=True)
class Intervals:
    """The artists of `draw_intervals`: a mark and a bar for each row, and the two edges of what does not matter."""

    marks: list[Line2D]
    bars: list[Line2D]
    edges: list[Line2D]
    words: list[Text]


@in_course_style
def draw_means(
    ax: Axes,
    frame: pd.DataFrame,
    *,
    xlabel: str = "step",
    ylabel: str = "mean",
    title: str | None = None,
    ylim: Limits = None,
    xlog: bool = False,
    ylog: bool = False,
    roles: Mapping[str, str] | None = None,
) -> Means:
    """Draw the mean of each condition over its steps, with the interval as an upright bar at each step.

    `frame` is that of `course_lib.studies.by_step`: condition, step, mean, low, high. Conditions take colour, dashes and
    marker in order of appearance; `roles` (condition → role) overrides. At most five. `xlog`, `ylog`: logarithmic axes.
    """
    require(frame, ("condition", "step", "mean", "low", "high"), "draw_means")
    names = names_in_order(frame, "condition")
    if len(names) > len(ROLES):
        raise ValueError(
            f"draw_means: {len(names)} conditions, at most {len(ROLES)} can be told apart. Choose some, or draw two figures."
        )
    roles = roles or {}
    if unknown := set(roles) - set(names):
        raise ValueError(
            f"draw_means: roles names {sorted(unknown)}, but the frame's conditions are {names}."
        )
    free = (role for role in ROLES if role not in roles.values())
    lines, bars = {}, {}
    for name in names:
        role = roles.get(name) or next(free)
        part = frame[frame["condition"] == name].sort_values("step")
        lines[name] = ax.plot(
            part["step"], part["mean"], label=name, marker=MARKERS[role], markersize=4.5, **line_style(role)
        )[0]
        bars[name] = ax.vlines(part["step"], part["low"], part["high"], color=COLORS[role], linewidth=1.6)
    if xlog:
        ax.set_xscale("log", base=2)
        steps = sorted(set(frame["step"]))
        ax.set_xticks(steps, [f"{step:g}" for step in steps])
        ax.minorticks_off()
    if ylog:
        ax.set_yscale("log")
    finish(ax, xlabel=xlabel, ylabel=ylabel, title=title)
    if ylim or not ylog:
        ax.set_ylim(ylim or data_range(frame[["low", "high"]], 0.05))
    return Means(lines, bars, label_line_ends(ax, list(lines.values())))


@in_course_style
def draw_intervals(
    ax: Axes,
    frame: pd.DataFrame,
    *,
    xlabel: str,
    ylabel: str = "condition",
    title: str | None = None,
    smallest: float | None = None,
    xlim: Limits = None,
) -> Intervals:
    """Draw one mean with its interval below the other.

    `frame` has condition, mean, low, high; with a column `run` ("recorded" or "live") the marks differ, and the names say
    which run it is. `smallest`: dotted lines at ± the smallest effect of interest.
    """
    require(frame, ("condition", "mean", "low", "high"), "draw_intervals")
    runs = frame["run"] if "run" in frame.columns else ["recorded"] * len(frame)
    if unknown := set(runs) - set(RUNS):
        raise ValueError(
            f"draw_intervals: the column run holds {sorted(unknown)}, expected {', '.join(RUNS)}."
        )
    if smallest is not None and not smallest > 0:
        raise ValueError(f"draw_intervals: smallest={smallest!r}, expected a positive number or None.")
    marks, bars = [], []
    named = "run" in frame.columns
    names = [
        f"{name} ({run})" if named else str(name) for name, run in zip(frame["condition"], runs, strict=True)
    ]
    for place, (row, run) in enumerate(zip(frame.itertuples(), runs, strict=True)):
        marker, colour = RUNS[run]
        bars += ax.plot(
            [row.low, row.high], [place, place], color=colour, linewidth=2.2, label=f"_bar {place}"
        )
        marks += ax.plot(
            [row.mean], [place], marker=marker, color=colour, linestyle="none", label=f"_mean {place}"
        )
    edges, words = [], []
    if smallest is not None:
        for edge in (-smallest, smallest):
            edges.append(
                ax.axvline(edge, color=COLORS["grey"], linestyle=":", linewidth=1.4, zorder=1, label="_edge")
            )
        words.append(
            ax.text(
                0,
                -0.75,
                f"±{smallest:g}: matters beyond",
                ha="center",
                va="center",
                fontsize=8,
                color=COLORS["ink"],
            )
        )
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -1.0 if smallest is not None else -0.5)
    finish(ax, xlabel=xlabel, ylabel=ylabel, title=title)
    reach = np.array([*frame["low"], *frame["high"], *((-smallest, smallest) if smallest else ())], float)
    ax.set_xlim(xlim or data_range(reach, 0.05))
    return Intervals(marks, bars, edges, words)
