"""A function, its slope and its curvature, one above the other, with one point that all three share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from course_lib.figures.curves import Limits, data_range
from course_lib.figures.end_labels import label_line_ends
from course_lib.figures.frames import require
from course_lib.figures.style import in_course_style, line_style

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("x", "value", "slope", "curvature")


@dataclass(frozen=True)
class Derivatives:
    """The artists of `draw_slope_and_curvature`: three curves, a point on each, and the tangent."""

    curves: tuple[Line2D, Line2D, Line2D]
    points: tuple[Line2D, Line2D, Line2D]
    tangent: Line2D


@in_course_style
def draw_slope_and_curvature(
    axes: Sequence[Axes],
    frame: pd.DataFrame,
    at: float,
    *,
    title: str | None = None,
    ylims: Sequence[Limits] = (None, None, None),
) -> Derivatives:
    """Draw value, slope and curvature in three panels, with the tangent at `at` and the same point on each curve.

    `frame` has the columns `x`, `value`, `slope`, `curvature`, one row a point, x ascending. `at` is an x; the
    point is the row nearest to it, so that what is marked is a computed value and no interpolation. `axes` are three
    Axes, for example of `new_figure(height=6, rows=3, sharex=True)`.
    """
    require(frame, COLUMNS, "draw_slope_and_curvature")
    panels = list(axes)
    if len(panels) != 3:
        raise ValueError(
            f"draw_slope_and_curvature: got {len(panels)} axes, expected 3 (value, slope, curvature)."
        )
    curves, points = [], []
    for ax, name, limits in zip(panels, COLUMNS[1:], ylims, strict=True):
        (curve,) = ax.plot(frame["x"], frame[name], label=name, **line_style("subject"))
        (point,) = ax.plot(
            [], [], "o", color=line_style("other")["color"], markersize=8, label="_point", zorder=5
        )
        ax.set(xlim=data_range(frame["x"], 0.0), ylim=limits or data_range(frame[name], 0.08), ylabel=name)
        curves.append(curve)
        points.append(point)
    (tangent,) = panels[0].plot([], [], label="tangent", **line_style("other"))
    for ax in panels:
        shares = len(ax.get_shared_x_axes().get_siblings(ax)) > 1
        ax.set_xlabel("" if shares and ax is not panels[2] else "x")
    if title is not None:
        panels[0].set_title(title)
    label_line_ends(panels[0], [curves[0], tangent])
    artists = Derivatives((curves[0], curves[1], curves[2]), (points[0], points[1], points[2]), tangent)
    update_slope_and_curvature(artists, frame, at)
    return artists


def update_slope_and_curvature(artists: Derivatives, frame: pd.DataFrame, at: float) -> None:
    """Give the three curves a new frame and move the point; the axes do not move."""
    require(frame, COLUMNS, "update_slope_and_curvature")
    x = frame["x"].to_numpy(float)
    row = frame.iloc[int(np.argmin(np.abs(x - at)))]
    for curve, point, name in zip(artists.curves, artists.points, COLUMNS[1:], strict=True):
        curve.set_data(x, frame[name].to_numpy(float))
        point.set_data([row["x"]], [row[name]])
    ends = np.array([x.min(), x.max()])
    artists.tangent.set_data(ends, row["value"] + row["slope"] * (ends - row["x"]))
