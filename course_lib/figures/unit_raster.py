"""Units over the steps of a training: where a unit has no training example that gives it a slope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from course_lib.figures.describe import number
from course_lib.figures.frames import require
from course_lib.figures.style import COLORS, finish, in_course_style

if TYPE_CHECKING:
    import pandas as pd

_HEIGHT = 0.8  # of a row: neighbours stay apart


@dataclass(frozen=True)
class UnitRaster:
    """The artists of `draw_unit_raster`: the marks of each unit that has some, and the words beside the last step.

    `units`: all units from top to bottom. `runs`: unit → the (first, last) marked steps of each unbroken mark.
    """

    marks: Mapping[int, PolyCollection]
    words: Text
    units: tuple[int, ...]
    runs: Mapping[int, tuple[tuple[float, float], ...]]
    last_step: float
    little: float

    def at_the_end(self) -> int:
        """How many units are marked at the last step."""
        return sum(runs[-1][1] == self.last_step for runs in self.runs.values())

    def in_words(self) -> str:
        """The second half of an alt text: how many units are marked at the end, and how many at some step."""
        what = f"no slope above {number(self.little)}" if self.little else "no slope"
        return (
            f"{self.at_the_end()} of {len(self.units)} units have {what} on any example at step {number(self.last_step)}, "
            f"{len(self.runs)} at some step."
        )


@in_course_style
def draw_unit_raster(
    ax: Axes,
    frame: pd.DataFrame,
    *,
    little: float = 0.0,
    xlabel: str = "update",
    ylabel: str = "hidden unit",
    title: str | None = None,
) -> UnitRaster:
    """Draw one row for each unit, marked at the steps where the slope is at most `little` on every training example.

    `frame` has unit, step, slope: a row for each unit at each step; slope is the largest |slope| of the activation over the
    training examples (that of `studies.kill_by_rate.traced`). A mark reaches to the next step. Units with the fewest marks
    stand on top, so the y axis counts units and does not name them; `units` of the artists does. Words beside the last step
    say how many are marked there. Raises ValueError for missing pairs and for a slope that is not finite.
    """
    require(frame, ("unit", "step", "slope"), "draw_unit_raster")
    if not little >= 0:
        raise ValueError(f"draw_unit_raster: little={little!r}, expected a number from 0 on.")
    names, steps, marked = _marked(frame, little)
    order = np.argsort(marked.sum(1), kind="stable")
    ends = [*steps[1:], steps[-1] + (steps[-1] - steps[-2] if len(steps) > 1 else 1.0)]
    marks, runs = {}, {}
    for row, place in enumerate(order):
        found = _runs(marked[place])
        if not found:
            continue
        unit = int(names[place])
        runs[unit] = tuple((float(steps[first]), float(steps[last])) for first, last in found)
        marks[unit] = ax.broken_barh(
            [(steps[first], ends[last] - steps[first]) for first, last in found],
            (row - _HEIGHT / 2, _HEIGHT),
            facecolor=COLORS["other"],
            linewidth=0.0,
        )
    finish(ax, xlabel=xlabel, ylabel=ylabel, title=title)
    ax.set(xlim=(steps[0], ends[-1]), ylim=(len(names) - 0.5, -0.5))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    words = ax.text(
        1.02,
        0.0,
        f"{int(marked[:, -1].sum())} of {len(names)}\nmarked\nat the end",
        transform=ax.transAxes,
        va="bottom",
        fontsize=9,
        color=COLORS["ink"],
    )
    units = tuple(int(name) for name in names[order])
    return UnitRaster(marks, words, units, runs, float(steps[-1]), little)


def _marked(frame: pd.DataFrame, little: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Units, steps, and for each unit (rows) and step whether its largest slope is at most `little`."""
    units, steps = np.unique(frame["unit"].to_numpy()), np.unique(frame["step"].to_numpy(float))
    if len(frame) != len(units) * len(steps) or frame.duplicated(["unit", "step"]).any():
        raise ValueError(
            f"draw_unit_raster: {len(frame)} rows for {len(units)} units at {len(steps)} steps. "
            "Give one row for each unit at each step."
        )
    slopes = frame.sort_values(["unit", "step"])["slope"].to_numpy(float).reshape(len(units), len(steps))
    if lost := int((~np.isfinite(slopes)).sum()):
        raise ValueError(
            f"draw_unit_raster: {lost} of {slopes.size} slopes are not finite. Leave out the steps after training diverged."
        )
    return units, steps, np.abs(slopes) <= little


def _runs(marked: np.ndarray) -> list[tuple[int, int]]:
    """(first, last) place of each unbroken run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(int)))
    return [(int(first), int(end) - 1) for first, end in edges.reshape(-1, 2)]
