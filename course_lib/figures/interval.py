"""A marked part of the x axis: where something holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from course_lib.figures.style import COLORS, in_course_style


@dataclass(frozen=True)
class Interval:
    """The artists of :func:`draw_interval`: a pale band, a dotted line at each end, and the words at the top."""

    band: Rectangle
    ends: tuple[Line2D, Line2D]
    words: Text


@in_course_style
def draw_interval(ax: Axes, low: float, high: float, words: str) -> Interval:
    """Mark ``low`` to ``high`` on the x axis, in data units, with a few words inside the upper edge.

    Raises ``ValueError`` if ``low`` is not below ``high``. The axes' limits stay. Returns the artists for
    :func:`update_interval`.
    """
    _require_order(low, high)
    limits = ax.get_xlim(), ax.get_ylim()
    band = ax.axvspan(low, high, facecolor="#eeeeee", edgecolor="none", zorder=0)
    style: dict[str, Any] = {"color": COLORS["grey"], "linestyle": ":", "linewidth": 1.4, "zorder": 1}
    ends = (ax.axvline(low, label="_low", **style), ax.axvline(high, label="_high", **style))
    label = ax.text((low + high) / 2, 0.98, words, transform=ax.get_xaxis_transform(), ha="center", va="top",
                    color=COLORS["ink"], fontsize=9, clip_on=True)  # fmt: skip
    ax.set(xlim=limits[0], ylim=limits[1])
    return Interval(band, ends, label)


def update_interval(artists: Interval, low: float, high: float) -> None:
    """Move the marked part; the words and the axes stay."""
    _require_order(low, high)
    artists.band.set_x(low)
    artists.band.set_width(high - low)
    for line, place in zip(artists.ends, (low, high), strict=True):
        line.set_xdata([place, place])
    artists.words.set_x((low + high) / 2)


def _require_order(low: float, high: float) -> None:
    if not low < high:
        raise ValueError(
            f"draw_interval: low={low!r} is not below high={high!r}. Give the ends from left to right."
        )
