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
    panels = [ax] if isinstance(ax, Axes) else list(np.ravel(np.asarray(ax, dtype=object)))
    if not panels or not all(isinstance(panel, Axes) for panel in panels):
        raise TypeError(f"describe: got {ax!r}, expected a matplotlib Axes or several of them.")
    if len(panels) == 1:
        return f"Line plot of {_label(panels[0], 'y')} against {_against(panels[0])}{_content(panels[0])}"
    horizontal = [_against(panel) for panel in panels]
    if len(set(horizontal)) == 1:
        parts = [f"{_label(panel, 'y')}{_content(panel)}" for panel in panels]
        return f"{len(panels)} panels against {horizontal[0]}. {' '.join(parts)}"
    parts = [f"{_label(panel, 'y')} against {_against(panel)}{_content(panel)}" for panel in panels]
    return f"{len(panels)} panels. {' '.join(parts)}"


def _against(ax: Axes) -> str:
    low, high = sorted(ax.get_xlim())
    return f"{_label(ax, 'x')} from {number(low)} to {number(high)}"


def _label(ax: Axes, which: str) -> str:
    """The label of an axis, or that of a panel which shares it."""
    if which == "x":
        siblings = ax.get_shared_x_axes().get_siblings(ax)
        labels = [ax.get_xlabel(), *(one.get_xlabel() for one in siblings)]
    else:
        labels = [ax.get_ylabel()]
    found = next((label for label in labels if label), "")
    if not found:
        raise ValueError(
            f"describe: the axes have no {which} label. Set both with ax.set(xlabel=…, ylabel=…): "
            "a reader who cannot see the figure needs them too."
        )
    return found


def _content(ax: Axes) -> str:
    lines = [
        line for line in ax.get_lines() if not str(line.get_label()).startswith("_") and line.get_visible()
    ]
    if not lines:
        return "."
    if len(lines) > _NAMED:
        return f": {len(lines)} curves, {', '.join(str(line.get_label()) for line in lines)}."
    return f": {', '.join(_describe_line(line) for line in lines)}."


def _describe_line(line: Line2D) -> str:
    y = np.asarray(line.get_ydata(), float)
    y = y[np.isfinite(y)]
    if len(y) == 0:
        return f"{line.get_label()} has no finite point"
    first, last = number(y[0]), number(y[-1])
    if (y == y[0]).all():
        return f"{line.get_label()} stays at {first}"
    return f"{line.get_label()} goes from {first} to {last}"


def number(value: float) -> str:
    """Three significant digits, with a true minus sign; what would print as −0 is 0."""
    text = f"{float(value):.3g}"
    if float(text) == 0:
        text = "0"
    return text.replace("-", "−")
