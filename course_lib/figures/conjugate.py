"""The convex conjugate: the intercept of a tangent, and the same number on the conjugate's own curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from course_lib.figures.curves import Limits, data_range
from course_lib.figures.describe import number
from course_lib.figures.end_labels import label_line_ends
from course_lib.figures.frames import require
from course_lib.figures.style import COLORS, in_course_style, line_style

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("x", "value", "slope", "conjugate")


@dataclass(frozen=True)
class Conjugate:
    """The artists of `draw_conjugate`."""

    curve: Line2D
    tangent: Line2D
    touch: Line2D
    intercept: Line2D
    note: Annotation
    conjugate: Line2D
    point: Line2D


@in_course_style
def draw_conjugate(
    axes: Sequence[Axes], frame: pd.DataFrame, slope: float, *, title: str | None = None, ylim: Limits = None
) -> Conjugate:
    """Draw f with its tangent of the given slope (left), and the conjugate f* with the point at that slope (right).

    `frame` has the columns `x`, `value` = f(x), `slope` = f′(x) and `conjugate` = f*(f′(x)) = x·f′(x) − f(x),
    one row a point. The tangent of slope s meets the vertical axis at −f*(s). The row nearest to `slope` is drawn.
    `axes` are two Axes, for example of `new_figure(width=8, columns=2)`.
    """
    require(frame, COLUMNS, "draw_conjugate")
    panels = list(axes)
    if len(panels) != 2:
        raise ValueError(f"draw_conjugate: got {len(panels)} axes, expected 2 (function, conjugate).")
    left, right = panels
    (curve,) = left.plot([], [], label="f", **line_style("subject"))
    (tangent,) = left.plot([], [], label="tangent", **line_style("other"))
    (touch,) = left.plot([], [], "o", color=COLORS["other"], label="_touch", zorder=5)
    (intercept,) = left.plot([], [], "D", color=COLORS["third"], label="_intercept", zorder=5)
    note = left.annotate("", (0, 0), xytext=(10, -14), textcoords="offset points", fontsize=9)
    (conjugate,) = right.plot([], [], label="f*", **line_style("subject"))
    (point,) = right.plot([], [], "D", color=COLORS["third"], label="_point", zorder=5)
    low, high = data_range(frame["value"], 0.05)
    span = float(frame["conjugate"].max() - frame["conjugate"].min())
    left.set(
        xlim=data_range(frame["x"], 0.0), ylim=ylim or (low - 0.5 * span, high), xlabel="x", ylabel="f(x)"
    )
    right.set(
        xlim=data_range(frame["slope"], 0.03),
        ylim=data_range(frame["conjugate"], 0.12),
        xlabel="slope s",
        ylabel="conjugate f*(s)",
    )
    if title is not None:
        left.set_title(title)
    label_line_ends(left, [curve, tangent])
    artists = Conjugate(curve, tangent, touch, intercept, note, conjugate, point)
    update_conjugate(artists, frame, slope)
    return artists


def update_conjugate(artists: Conjugate, frame: pd.DataFrame, slope: float) -> None:
    """Give `draw_conjugate` a new frame or slope; the axes do not move."""
    require(frame, COLUMNS, "update_conjugate")
    x = frame["x"].to_numpy(float)
    row = frame.iloc[int(np.argmin(np.abs(frame["slope"].to_numpy(float) - slope)))]
    artists.curve.set_data(x, frame["value"].to_numpy(float))
    ends = np.array([x.min(), x.max()])
    artists.tangent.set_data(ends, row["slope"] * ends - row["conjugate"])
    artists.touch.set_data([row["x"]], [row["value"]])
    artists.intercept.set_data([0.0], [-row["conjugate"]])
    artists.note.xy = (0.0, -float(row["conjugate"]))
    artists.note.set_text(f"−f*({number(row['slope'])}) = {number(-row['conjugate'])}")
    artists.conjugate.set_data(frame["slope"].to_numpy(float), frame["conjugate"].to_numpy(float))
    artists.point.set_data([row["slope"]], [row["conjugate"]])
