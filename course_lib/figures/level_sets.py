"""Level sets of a function of two variables, such as the distance to a curve: the set where it is 0 stands out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.contour import QuadContourSet
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from matplotlib.text import Text

from course_lib.figures.frames import names_in_order, require
from course_lib.figures.style import COLORS, finish, in_course_style

if TYPE_CHECKING:
    import pandas as pd

_THICK, _THIN = 3.0, 1.0
_DASHES = (0, (4.0, 2.0))


@dataclass(frozen=True)
class Panel:
    """One panel of `draw_level_sets`. `zero` is None where the function has no zero on the grid; then `words` says so."""

    zero: QuadContourSet | None
    others: QuadContourSet | None
    circle: Circle | None
    numbers: list[Text]
    words: Text | None

    @property
    def zero_points(self) -> np.ndarray:
        """The points of the drawn zero set, (n, 2); between grid points it is interpolated linearly."""
        paths = [] if self.zero is None else self.zero.get_paths()
        return np.concatenate([np.empty((0, 2)), *(path.vertices for path in paths)])

    def distance_to_circle(self) -> float:
        """How far the furthest point of the zero set lies from the circle; infinite where there is no zero set."""
        if self.circle is None:
            raise ValueError("distance_to_circle: the panel has no circle; give draw_level_sets one.")
        points = self.zero_points
        if len(points) == 0:
            return math.inf
        return float(np.abs(np.hypot(*(points - self.circle.center).T) - self.circle.radius).max())


@dataclass(frozen=True)
class LevelSets:
    """The artists of `draw_level_sets`: the panels by name, and the key that says what thick, thin and dashed mean."""

    panels: Mapping[str, Panel]
    key: Legend


@in_course_style
def draw_level_sets(
    axes: Axes | Sequence[Axes],
    frame: pd.DataFrame,
    *,
    levels: Sequence[float],
    circle: tuple[float, float, float] | None = None,
    circle_name: str = "true circle",
    xlabel: str = "x",
    ylabel: str = "y",
) -> LevelSets:
    """Draw where a function of two variables has the values `levels` (thin, with numbers) and 0 (thick).

    `frame` has x, y, value: one row for each point of a full grid; with a column `condition` (one or two names) each name
    has a panel of its own and is its title, so give as many Axes. `circle` = (x, y, radius) is drawn dashed, named
    `circle_name`. Levels outside the function's range are left out; 0 is always looked for.
    Raises ValueError for a grid with holes and for values that are not finite.
    """
    columns = ("x", "y", "value")
    require(frame, columns, "draw_level_sets")
    named = "condition" in frame.columns
    names = names_in_order(frame, "condition") if named else [""]
    places = [axes] if isinstance(axes, Axes) else list(np.ravel(np.asarray(axes, dtype=object)))
    if len(names) > 2 or len(names) != len(places):
        raise ValueError(
            f"draw_level_sets: {len(names)} conditions and {len(places)} Axes; give one for each condition, two at most."
        )
    thin = sorted({float(level) for level in levels} - {0.0})
    if not all(map(math.isfinite, thin)):
        raise ValueError(f"draw_level_sets: levels={list(levels)!r}, expected finite numbers.")
    if circle is not None and not (len(circle) == 3 and circle[2] > 0):
        raise ValueError(
            f"draw_level_sets: circle={circle!r}, expected (x, y, radius) with a radius above 0."
        )
    panels = {}
    for ax, name in zip(places, names, strict=True):
        x, y, values = _grid(frame[frame["condition"] == name] if named else frame)
        panels[name] = _panel(ax, x, y, values, thin, circle)
        finish(ax, xlabel=xlabel, ylabel=ylabel, title=name or None)
        ax.set(xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
        ax.set_aspect("equal", adjustable="box")
    return LevelSets(panels, _key(places[-1], bool(thin), circle_name if circle else None))


def _grid(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The places along both axes and the values (rows are y)."""
    x, y = np.unique(frame["x"].to_numpy(float)), np.unique(frame["y"].to_numpy(float))
    if len(x) < 2 or len(y) < 2 or len(frame) != len(x) * len(y) or frame.duplicated(["x", "y"]).any():
        raise ValueError(
            f"draw_level_sets: {len(frame)} rows at {len(x)} places along x and {len(y)} along y. "
            "Give a full grid of two or more places each way, with one row for each pair."
        )
    values = frame.sort_values(["y", "x"])["value"].to_numpy(float).reshape(len(y), len(x))
    if lost := int((~np.isfinite(values)).sum()):
        raise ValueError(
            f"draw_level_sets: {lost} of {values.size} values are not finite; training that diverged has no level sets."
        )
    return x, y, values


def _panel(
    ax: Axes,
    x: np.ndarray,
    y: np.ndarray,
    values: np.ndarray,
    thin: Sequence[float],
    circle: tuple[float, float, float] | None,
) -> Panel:
    low, high = float(values.min()), float(values.max())
    inside = [level for level in thin if low < level < high]
    others = numbers = None
    if inside:
        others = ax.contour(
            x,
            y,
            values,
            levels=inside,
            colors=COLORS["grey"],
            linewidths=_THIN,
            linestyles="-",  # not by sign: dashed is the circle
        )
        numbers = ax.clabel(others, inline=True, fontsize=8, colors=COLORS["ink"], fmt=_number)
    zero = words = None
    if low < 0 < high:
        zero = ax.contour(x, y, values, levels=[0.0], colors=COLORS["subject"], linewidths=_THICK)
    else:
        words = ax.text(
            0.5,
            0.02,
            "never 0 here",
            transform=ax.transAxes,
            ha="center",
            va="bottom",
            fontsize=9,
            color=COLORS["ink"],
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2.0},
        )
    ring = None
    if circle is not None:
        ring = Circle(circle[:2], circle[2], fill=False, edgecolor=COLORS["other"], linewidth=1.8, zorder=4)
        ring.set_linestyle(_DASHES)
        ax.add_patch(ring)
    return Panel(zero, others, ring, list(numbers or []), words)


def _number(level: float) -> str:
    return f"{level:g}".replace("-", "−")


def _key(ax: Axes, thin: bool, circle_name: str | None) -> Legend:
    """What the lines mean, in words, beside the last panel."""
    lines = [Line2D([], [], color=COLORS["subject"], linewidth=_THICK, label="value 0")]
    if thin:
        lines.append(Line2D([], [], color=COLORS["grey"], linewidth=_THIN, label="value as written"))
    if circle_name:
        lines.append(
            Line2D([], [], color=COLORS["other"], linewidth=1.8, linestyle=_DASHES, label=circle_name)
        )
    return ax.legend(
        handles=lines, loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False, borderaxespad=0.0
    )
