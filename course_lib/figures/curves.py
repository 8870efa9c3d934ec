"""Curves over one axis, and the gap between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from course_lib.figures.end_labels import EndLabels, label_line_ends
from course_lib.figures.frames import names_in_order, require
from course_lib.figures.style import COLORS, ROLES, finish, in_course_style, line_style

if TYPE_CHECKING:
    import pandas as pd

Limits = tuple[float, float] | None
CURVES = ("x", "y", "curve")


@dataclass(frozen=True)
class Curves:
    """The artists of `draw_curves`: a line for each curve by name, and the labels at their ends."""

    lines: Mapping[str, Line2D]
    labels: EndLabels


@dataclass(frozen=True)
class Gap:
    """The artists of `draw_gap`."""

    curves: Curves
    band: PolyCollection
    arrow: Annotation
    text: Annotation


@in_course_style
def draw_curves(
    ax: Axes,
    frame: pd.DataFrame,
    *,
    xlabel: str = "x",
    ylabel: str = "y",
    title: str | None = None,
    xlim: Limits = None,
    ylim: Limits = None,
    roles: Mapping[str, str] | None = None,
) -> Curves:
    """Draw each curve of a tidy frame, with its name at the end of the line.

    `frame` has one row a point and the columns `x`, `y` (numbers) and `curve` (name). Curves take colour and
    dash pattern in order of appearance: subject, other, third, fourth, grey; `roles` (curve name → role) overrides.
    At most five curves. Limits are fixed from the first frame, so that `update_curves` never moves the axes.
    Returns the artists.
    """
    require(frame, CURVES, "draw_curves")
    names = names_in_order(frame, "curve")
    if len(names) > len(ROLES):
        raise ValueError(
            f"draw_curves: {len(names)} curves, at most {len(ROLES)} can be told apart. Split the figure in two."
        )
    roles = roles or {}
    unknown = set(roles) - set(names)
    if unknown:
        raise ValueError(f"draw_curves: roles names {sorted(unknown)}, but the frame's curves are {names}.")
    free = (role for role in ROLES if role not in roles.values())
    lines = {}
    for name in names:
        role = roles.get(name) or next(free)
        part = frame[frame["curve"] == name]
        (line,) = ax.plot(part["x"], part["y"], label=name, **line_style(role))
        lines[name] = line
    finish(ax, xlabel=xlabel, ylabel=ylabel, title=title)
    ax.set_xlim(xlim or data_range(frame["x"], 0.0))
    ax.set_ylim(ylim or data_range(frame["y"], 0.05))
    return Curves(lines, label_line_ends(ax, list(lines.values())))


def update_curves(artists: Curves, frame: pd.DataFrame) -> None:
    """Give the lines of `draw_curves` new points. The curves keep their names; the axes do not move."""
    require(frame, CURVES, "update_curves")
    names = names_in_order(frame, "curve")
    if set(names) != set(artists.lines):
        raise ValueError(
            f"update_curves: the frame's curves are {names}, the figure's are {list(artists.lines)}. "
            "Keep the names fixed and put changing values into the sentence."
        )
    for name, line in artists.lines.items():
        part = frame[frame["curve"] == name]
        line.set_data(part["x"].to_numpy(float), part["y"].to_numpy(float))


@in_course_style
def draw_gap(ax: Axes, frame: pd.DataFrame, **options: Any) -> Gap:
    """Draw two curves, hatch the gap between them and mark where it is largest; options as `draw_curves`.

    `frame` is that of `draw_curves` with exactly two curves on the same `x`; the gap is the first minus the second.
    `largest_gap` gives the numbers for a sentence.
    """
    x, gap = _gap(frame, "draw_gap")
    curves = draw_curves(ax, frame, **options)
    first, second = curves.lines.values()
    band = ax.fill_between(
        x,
        second.get_ydata(),
        first.get_ydata(),
        facecolor="none",
        edgecolor=COLORS["grey"],
        hatch="////",
        linewidth=0.0,
        zorder=1,
    )
    arrow = ax.annotate(
        "",
        xy=(0, 0),
        xytext=(0, 0),
        arrowprops={
            "arrowstyle": "<->",
            "color": COLORS["ink"],
            "shrinkA": 0,
            "shrinkB": 0,
            "linewidth": 1.4,
        },
    )
    text = ax.annotate(
        "",
        xy=(0, 0),
        xytext=(-14, 22),
        textcoords="offset points",
        ha="right",
        arrowprops={"arrowstyle": "-", "color": COLORS["grey"], "linewidth": 1.0},
    )
    artists = Gap(curves, band, arrow, text)
    _mark_largest(artists, x, gap)
    return artists


def update_gap(artists: Gap, frame: pd.DataFrame) -> None:
    """Give `draw_gap` a new frame with the same two curves."""
    x, gap = _gap(frame, "update_gap")
    update_curves(artists.curves, frame)
    first, second = artists.curves.lines.values()
    artists.band.set_data(x, second.get_ydata(), first.get_ydata())  # type: ignore[attr-defined]
    _mark_largest(artists, x, gap)


def largest_gap(frame: pd.DataFrame) -> tuple[float, float]:
    """`(x, gap)` where the first curve of the frame is furthest from the second."""
    x, gap = _gap(frame, "largest_gap")
    at = int(np.nanargmax(np.abs(gap)))
    return float(x[at]), float(gap[at])


def _gap(frame: pd.DataFrame, function: str) -> tuple[np.ndarray, np.ndarray]:
    require(frame, CURVES, function)
    names = names_in_order(frame, "curve")
    if len(names) != 2:
        raise ValueError(
            f"{function}: the frame has {len(names)} curves ({', '.join(names)}), expected exactly 2."
        )
    parts = [frame[frame["curve"] == name] for name in names]
    xs = [part["x"].to_numpy(float) for part in parts]
    if xs[0].shape != xs[1].shape or not np.array_equal(xs[0], xs[1]):
        raise ValueError(f"{function}: the two curves have different x. Compute both on the same grid.")
    gap = parts[0]["y"].to_numpy(float) - parts[1]["y"].to_numpy(float)
    if not np.isfinite(gap).any():
        raise ValueError(f"{function}: no point of the gap is finite.")
    return xs[0], gap


def _mark_largest(artists: Gap, x: np.ndarray, gap: np.ndarray) -> None:
    at = int(np.nanargmax(np.abs(gap)))
    first, second = artists.curves.lines.values()
    top, bottom = float(np.asarray(first.get_ydata())[at]), float(np.asarray(second.get_ydata())[at])
    artists.arrow.xy = (float(x[at]), top)
    artists.arrow.set_position((float(x[at]), bottom))
    artists.text.xy = (float(x[at]), max(top, bottom))  # above both curves, so that neither crosses the words
    artists.text.set_text(f"largest gap {gap[at]:.3f}")


def data_range(values: Any, margin: float) -> tuple[float, float]:
    """Finite limits with a margin (a share of the span); a flat or empty range is opened to a span of 1."""
    finite = np.asarray(values, float)
    finite = finite[np.isfinite(finite)]
    if len(finite) == 0:
        return (0.0, 1.0)
    low, high = float(finite.min()), float(finite.max())
    if low == high:
        return (low - 0.5, high + 0.5)
    pad = margin * (high - low)
    return (low - pad, high + pad)
