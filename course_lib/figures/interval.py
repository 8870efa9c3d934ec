"""A marked part of the x axis: where something holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text

from course_lib.figures.style import COLORS, in_course_style

_BAR = 0.92  # of the axes' height


@dataclass(frozen=True)
class Interval:
    """The artists of `draw_interval`: a bar, a dotted line at each end, and the words above it.

    No shading: the palest course colour would fall below a contrast of 3:1 on any grey.
    """

    bar: Line2D
    ends: tuple[Line2D, Line2D]
    words: Text


@in_course_style
def draw_interval(ax: Axes, low: float, high: float, words: str) -> Interval:
    """Mark `low` to `high` on the x axis, in data units, with a few words inside the upper edge.

    Raises `ValueError` if `low` is not below `high`. The axes' limits stay. Returns the artists for
    `update_interval`.
    """
    _require_order(low, high)
    limits = ax.get_xlim(), ax.get_ylim()
    style: dict[str, Any] = {"color": COLORS["grey"], "linestyle": ":", "linewidth": 1.4, "zorder": 1}
    style["ymax"] = _BAR  # the lines stop at the bar, so that they do not cross the words
    ends = (ax.axvline(low, label="_low", **style), ax.axvline(high, label="_high", **style))
    across = ax.get_xaxis_transform()
    (bar,) = ax.plot(
        [low, high], [_BAR, _BAR], transform=across, color=COLORS["grey"], linewidth=2.2, label="_interval"
    )
    label = ax.text(
        (low + high) / 2, _BAR + 0.02, words, transform=across, ha="center", va="bottom",
        color=COLORS["ink"], fontsize=9, clip_on=True,
    )  # fmt: skip
    ax.set(xlim=limits[0], ylim=limits[1])
    return Interval(bar, ends, label)


def update_interval(artists: Interval, low: float, high: float) -> None:
    """Move the marked part; the words and the axes stay."""
    _require_order(low, high)
    artists.bar.set_xdata([low, high])
    for line, place in zip(artists.ends, (low, high), strict=True):
        line.set_xdata([place, place])
    artists.words.set_x((low + high) / 2)


def _require_order(low: float, high: float) -> None:
    if not low < high:
        raise ValueError(
            f"draw_interval: low={low!r} is not below high={high!r}. Give the ends from left to right."
        )
