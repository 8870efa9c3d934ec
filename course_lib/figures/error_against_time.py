"""Error against time: one named dot an implementation, so that a reader sees what accuracy costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from matplotlib.transforms import Bbox

from course_lib.figures.style import COLORS, in_course_style

if TYPE_CHECKING:
    import pandas as pd

# where a name may stand, in points from its dot, the best place first: beside it, or straight above or below it
_PLACES = [(7, 0, "left"), (-7, 0, "right")]
_PLACES += [(0, lift * side, "center") for lift in range(15, 111, 12) for side in (1, -1)]
_DOT = 6.0  # pixels from the middle of a dot that a name stays away
_PLAIN = FuncFormatter(lambda value, _: f"{value:g}")


@dataclass(frozen=True)
class ErrorAgainstTime:
    """The artists of `draw_error_against_time`."""

    dots: PathCollection
    names: list[Annotation]


@in_course_style
def draw_error_against_time(
    ax: Axes, frame: pd.DataFrame, *, baseline: str = "F.softplus", title: str | None = None
) -> ErrorAgainstTime:
    """Dots at (ratio, ulp), named; a line marks ratio 1. frame columns: implementation, ratio, ulp (one row each).

    Both axes are logarithmic where the numbers call for it. An infinite error has no place: the caller says so in words.
    """
    errors, ratios = frame["ulp"], frame["ratio"]
    if frame.empty or not errors.map(math.isfinite).all() or not ratios.map(math.isfinite).all():
        raise ValueError(
            "draw_error_against_time: give at least one row, and only finite errors and ratios; leave out the others."
        )
    if (errors < 0).any() or (ratios <= 0).any():
        raise ValueError(
            "draw_error_against_time: an error below 0, or a ratio that is not above 0, has no place in the figure."
        )
    dots = ax.scatter(frame["ratio"], frame["ulp"], color=COLORS["subject"], zorder=3)
    ax.axvline(1.0, color=COLORS["grey"], linewidth=1, linestyle="--", zorder=1)
    smallest, largest = errors[errors > 0].min() if (errors > 0).any() else 1.0, max(errors.max(), 0.5)
    wide = largest > 100
    ax.set(
        xscale="log",
        yscale="log" if wide else "linear",
        xlabel=f"time, as a multiple of {baseline} (left is faster)",
        ylabel="worst error, ULP (lower is better)",
        xlim=(min(ratios.min(), 1.0) / 1.6, max(ratios.max(), 1.0) * 2.2),
        ylim=(smallest / 2, largest * 4) if wide else (0, 1.4 * largest),
    )
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.xaxis.set_major_formatter(_PLAIN)
    ax.xaxis.set_minor_formatter(NullFormatter())
    if title:
        ax.set_title(title)
    return ErrorAgainstTime(dots, _named(ax, frame))


def _named(ax: Axes, frame: pd.DataFrame) -> list[Annotation]:
    """A name beside each dot, on the first place that is free of other dots and names."""
    fig = ax.get_figure(root=True)
    assert isinstance(fig, Figure)
    fig.draw_without_rendering()  # so that data have places on the page
    renderer = fig.canvas.get_renderer()  # type: ignore[attr-defined]  # new_figure's canvas is Agg's
    points = ax.transData.transform(frame[["ratio", "ulp"]].to_numpy(dtype=float))
    taken: list[Bbox] = []
    names = []
    for at in sorted(range(len(frame)), key=lambda n: points[n][0]):
        others = [(x, y) for n, (x, y) in enumerate(points) if n != at]
        tried = [_name(ax, frame.iloc[at], place, renderer) for place in _PLACES]
        inside = [
            one
            for one in tried
            if ax.bbox.padded(_DOT).contains(*one.box.min) and ax.bbox.contains(*one.box.max)
        ]
        free = [one for one in inside if one.is_free(taken, others)]
        clear = [one for one in free if not any(one.leader.overlaps(box) for box in taken)]
        best = (clear or free or inside or tried)[0]
        for one in tried:
            if one is not best:
                one.text.remove()
        taken += [best.box, best.leader]
        names.append(best.text)
    return names


@dataclass(frozen=True)
class _Name:
    """A name on one of its possible places: the text, the box of its words, and the strip of the line to its dot."""

    text: Annotation
    box: Bbox
    leader: Bbox

    def is_free(self, taken: list[Bbox], dots: list[tuple[float, float]]) -> bool:
        near = self.box.padded(_DOT)
        return not any(self.box.overlaps(box) for box in taken) and not any(
            near.contains(*dot) for dot in dots
        )


def _name(ax: Axes, row: pd.Series, place: tuple[int, int, str], renderer: Any) -> _Name:
    dx, dy, side = place
    text = ax.annotate(
        row["implementation"],
        (row["ratio"], row["ulp"]),
        xytext=(dx, dy),
        textcoords="offset points",
        ha=side,
        va="center",
        fontsize=8,
        color=COLORS["ink"],
        arrowprops={"arrowstyle": "-", "linewidth": 0.5, "color": COLORS["grey"]} if dy else None,
    )
    text.update_positions(renderer)
    box = Text.get_window_extent(text).padded(1.0)  # of the words, without the leader
    x, y = ax.transData.transform((row["ratio"], row["ulp"]))
    leader = Bbox([[x - 1, min(y, box.y1)], [x + 1, max(y, box.y0)]]) if dy else box
    return _Name(text, box, leader)
