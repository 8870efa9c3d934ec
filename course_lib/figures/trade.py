"""Error against time: one named dot an implementation, so that a reader sees what accuracy costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from course_lib.figures.style import COLORS

if TYPE_CHECKING:
    import pandas as pd

# where a name may stand, in points from its dot, the best place first: beside it, or straight above or below it
_PLACES = [(7, 0, "left"), (-7, 0, "right")]
_PLACES += [(0, lift * side, "center") for lift in range(15, 111, 12) for side in (1, -1)]
_DOT = 6.0  # pixels from the middle of a dot that a name stays away
_PLAIN = FuncFormatter(lambda value, _: f"{value:g}")


@dataclass(frozen=True)
class Trade:
    """The artists of `draw_trade`."""

    dots: PathCollection
    names: list[Annotation]


def draw_trade(
    ax: Axes, frame: pd.DataFrame, *, baseline: str = "F.softplus", title: str | None = None
) -> Trade:
    """Dots at (ratio, ulp), named; a line marks ratio 1. frame columns: implementation, ratio, ulp (one row each).

    Both axes are logarithmic where the numbers call for it. An infinite error has no place: the caller says so in words.
    """
    if frame.empty or not frame["ulp"].map(math.isfinite).all():
        raise ValueError(
            "draw_trade: give at least one row, and only finite errors; leave the infinite ones out."
        )
    dots = ax.scatter(frame["ratio"], frame["ulp"], color=COLORS["subject"], zorder=3)
    ax.axvline(1.0, color=COLORS["grey"], linewidth=1, linestyle="--", zorder=1)
    wide = frame["ulp"].max() > 100
    ax.set(
        xscale="log",
        yscale="log" if wide else "linear",
        xlabel=f"time, as a multiple of {baseline} (left is faster)",
        ylabel="worst error, ULP (lower is better)",
        xlim=(frame["ratio"].min() / 1.6, max(frame["ratio"].max(), 1.0) * 2.2),
        ylim=(frame["ulp"].min() / 2, frame["ulp"].max() * 4) if wide else (0, 1.4 * frame["ulp"].max()),
    )
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.xaxis.set_major_formatter(_PLAIN)
    ax.xaxis.set_minor_formatter(NullFormatter())
    if title:
        ax.set_title(title)
    return Trade(dots, _named(ax, frame))


def _named(ax: Axes, frame: pd.DataFrame) -> list[Annotation]:
    """A name beside each dot, on the first place that is free of other dots and names."""
    fig = ax.get_figure(root=True)
    assert isinstance(fig, Figure)
    fig.draw_without_rendering()  # so that data have places on the page
    renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]  # new_figure's canvas is Agg's
    points = [tuple(point) for point in ax.transData.transform(frame[["ratio", "ulp"]].to_numpy(dtype=float))]
    taken: list = []
    names = []
    for row in frame.sort_values("ratio").itertuples():
        at = tuple(ax.transData.transform((row.ratio, row.ulp)))
        for dx, dy, side in _PLACES:
            name = ax.annotate(
                row.implementation,
                (row.ratio, row.ulp),
                xytext=(dx, dy),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=8,
                color=COLORS["ink"],
                arrowprops={"arrowstyle": "-", "linewidth": 0.5, "color": COLORS["grey"]} if dy else None,
            )
            name.update_positions(renderer)
            box = Text.get_window_extent(name).padded(1.0)  # of the words, without the leader
            inside = ax.bbox.contains(box.x0, box.y0) and ax.bbox.contains(box.x1, box.y1)
            free = not any(box.overlaps(other) for other in taken)
            if (
                inside
                and free
                and not any(box.padded(_DOT).contains(x, y) for x, y in points if (x, y) != at)
            ):
                break
            if (dx, dy, side) != _PLACES[-1]:
                name.remove()
        taken.append(box)
        names.append(name)
    return names
