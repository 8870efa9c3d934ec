"""Curves with one point that a slider moves along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from course_lib.figures.curves import Curves, draw_curves
from course_lib.figures.style import COLORS, in_course_style

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Point:
    """The artists of `draw_point`: the curves, the point, and its dashed lines to both axes."""

    curves: Curves
    marker: Line2D
    guide: Line2D


@in_course_style
def draw_point(ax: Axes, frame: pd.DataFrame, x: float, y: float, **options: Any) -> Point:
    """Draw the curves of a frame (columns x, y, curve; options as `draw_curves`) and a point at (x, y)."""
    curves = draw_curves(ax, frame, **options)
    (guide,) = ax.plot([], [], color=COLORS["grey"], linestyle=":", linewidth=1.2, label="_guide", zorder=1)
    (marker,) = ax.plot([], [], "o", color=COLORS["other"], markersize=8, label="_point", zorder=5)
    point = Point(curves, marker, guide)
    update_point(point, x, y)
    return point


def update_point(artists: Point, x: float, y: float) -> None:
    """Move the point; the curves and the axes stay."""
    axes = artists.marker.axes
    assert axes is not None
    low_x, low_y = axes.get_xlim()[0], axes.get_ylim()[0]
    artists.marker.set_data([x], [y])
    artists.guide.set_data([low_x, x, x], [y, y, low_y])
