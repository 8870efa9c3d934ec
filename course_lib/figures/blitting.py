"""Frames of a figure in motion: the axes are drawn once, the rest anew for each frame.

Ticks and their labels take half of the time of a frame and never change while a slider moves, because its limits are
fixed. If limits, scales or labels do change, the axes are drawn again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from course_lib.figures.png import encode
from course_lib.figures.style import course_style


class Motion:
    """The figure as a sequence of small PNGs. Its layout is settled by the first frame and stays."""

    def __init__(self, fig: Figure) -> None:
        self.fig = fig
        self._canvas = fig.canvas if isinstance(fig.canvas, FigureCanvasAgg) else FigureCanvasAgg(fig)
        with course_style():
            self._canvas.draw()
        fig.set_layout_engine("none")
        self._axes_as: list[Any] | None = None
        self._background: Any = None

    def frame(self) -> bytes:
        """The figure as it is now, as PNG bytes with 256 colours."""
        return encode(self.pixels(), small=True)

    def pixels(self) -> np.ndarray:
        """The figure as it is now: height × width × 4 bytes."""
        with course_style():
            self._refresh_background()
            self._canvas.restore_region(self._background)
            renderer = self._canvas.get_renderer()
            for artist in self._moving():
                artist.draw(renderer)
        return np.array(self._canvas.buffer_rgba())

    def _refresh_background(self) -> None:
        now = [_looks(ax) for ax in self.fig.get_axes()]
        if now == self._axes_as:
            return
        moving = list(self._moving())
        try:
            for artist in moving:
                artist.set_visible(False)
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self.fig.bbox)
        finally:
            for artist in moving:
                artist.set_visible(True)
        self._axes_as = now

    def _moving(self) -> Iterator[Artist]:
        """Everything visible but the axes themselves, in the order of drawing."""
        for ax in self.fig.get_axes():
            if ax.get_visible():
                still = (ax.xaxis, ax.yaxis, ax.patch, *_titles(ax))
                found = [one for one in ax.get_children() if one not in still and one.get_visible()]
                yield from sorted(found, key=lambda one: one.get_zorder())
        still_too = (*self.fig.get_axes(), self.fig.patch)
        yield from (one for one in self.fig.get_children() if one not in still_too and one.get_visible())


def _looks(ax: Axes) -> tuple[Any, ...]:
    """What decides how the axes themselves look."""
    return (
        ax.get_visible(),
        *(value for axis in (ax.xaxis, ax.yaxis) for value in _looks_of_axis(axis)),
        ax.get_position().bounds,
        ax.get_facecolor(),
        *((title.get_text(), title.get_visible()) for title in _titles(ax)),
    )


def _titles(ax: Axes) -> tuple[Text, Text, Text]:
    """The three titles; matplotlib places them while it draws the axes, so they belong to the axes."""
    return (ax.title, ax._left_title, ax._right_title)  # type: ignore[attr-defined]


def _looks_of_axis(axis: Any) -> tuple[Any, ...]:
    label = axis.get_label()
    return (
        tuple(axis.get_view_interval()),
        axis.get_scale(),
        axis.get_visible(),
        (label.get_text(), label.get_visible()),
        (id(axis.get_major_locator()), id(axis.get_major_formatter())),
    )
