"""The first half of an alt text, read from the axes. The author writes the second half: the message."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

_NAMED = 4  # beyond this many curves only their names are given, so that an alt text stays short


def describe(ax: Axes | Iterable[Axes]) -> str:
    """What a figure shows, in words: the axes with their ranges, and each named curve from its first to its last point.

    Pass one Axes or several (panels). Numbers have three significant digits.

    >>> from course_lib.figures import new_figure
    >>> fig, ax = new_figure()
    >>> _ = ax.plot([0, 2], [0, 1], label="half")
    >>> _ = ax.set(xlabel="x", ylabel="y", xlim=(0, 2))
    >>> describe(ax)
    'Line plot of y against x from 0 to 2: half goes from 0 to 1.'
    """
    if isinstance(ax, Axes):
        return _describe_one(ax)
    panels = list(np.ravel(np.asarray(ax, dtype=object)))
    if not panels or not all(isinstance(panel, Axes) for panel in panels):
        raise TypeError(f"describe: got {ax!r}, expected a matplotlib Axes or several of them.")
    if len(panels) == 1:
        return _describe_one(panels[0])
    parts = [f"Panel {number}: {_describe_one(panel)}" for number, panel in enumerate(panels, 1)]
    return " ".join([f"{len(panels)} panels.", *parts])


def _describe_one(ax: Axes) -> str:
    xlabel, ylabel = ax.get_xlabel(), ax.get_ylabel()
    if not xlabel or not ylabel:
        raise ValueError(
            "describe: the axes have no x label or no y label. Set both with ax.set(xlabel=…, ylabel=…): "
            "a reader who cannot see the figure needs them too."
        )
    low, high = sorted(ax.get_xlim())
    axes = f"Line plot of {ylabel} against {xlabel} from {number(low)} to {number(high)}"
    lines = [
        line for line in ax.get_lines() if not str(line.get_label()).startswith("_") and line.get_visible()
    ]
    if not lines:
        return f"{axes}."
    if len(lines) > _NAMED:
        return f"{axes}: {len(lines)} curves, {', '.join(str(line.get_label()) for line in lines)}."
    return f"{axes}: {', '.join(_describe_line(line) for line in lines)}."


def _describe_line(line: Line2D) -> str:
    y = np.asarray(line.get_ydata(), float)
    y = y[np.isfinite(y)]
    if len(y) == 0:
        return f"{line.get_label()} has no finite point"
    return f"{line.get_label()} goes from {number(y[0])} to {number(y[-1])}"


def number(value: float) -> str:
    """Three significant digits, with a true minus sign; what would print as −0 is 0."""
    text = f"{float(value):.3g}"
    if float(text) == 0:
        text = "0"
    return text.replace("-", "−")
