"""Blitting: the axes of a figure are drawn once and kept as a background, the rest is drawn anew for each picture.

Ticks and their labels take half of the time of a picture, and they stay the same while a slider moves, because the limits
are fixed. If limits, scales or labels do change, the background is drawn again.
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


class Blitter:
    """A figure that is drawn many times as a small PNG. The first drawing fixes its layout."""

    def __init__(self, fig: Figure) -> None:
        self.fig = fig
        self._canvas = fig.canvas if isinstance(fig.canvas, FigureCanvasAgg) else FigureCanvasAgg(fig)
        with course_style():
            self._canvas.draw()
        fig.set_layout_engine("none")
        self._background_of: list[Any] | None = None
        self._background: Any = None

    def png(self) -> bytes:
        """The figure as it is now, as PNG bytes with 256 colours."""
        return encode(self.pixels(), small=True)

    def pixels(self) -> np.ndarray:
        """The figure as it is now: height × width × 4 bytes."""
        with course_style():
            self._refresh_background()
            self._canvas.restore_region(self._background)
            renderer = self._canvas.get_renderer()
            for artist in self._foreground():
                artist.draw(renderer)
        return np.array(self._canvas.buffer_rgba())

    def _refresh_background(self) -> None:
        now = [_axes_state(ax) for ax in self.fig.get_axes()]
        if now == self._background_of:
            return
        foreground = list(self._foreground())
        try:
            for artist in foreground:
                artist.set_visible(False)
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self.fig.bbox)
        finally:
            for artist in foreground:
                artist.set_visible(True)
        self._background_of = now

    def _foreground(self) -> Iterator[Artist]:
        """Everything visible except the background, in the order of drawing."""
        for ax in self.fig.get_axes():
            if ax.get_visible():
                fixed = (ax.xaxis, ax.yaxis, ax.patch, *_titles(ax))
                found = [one for one in ax.get_children() if one not in fixed and one.get_visible()]
                yield from sorted(found, key=lambda one: one.get_zorder())
        background = (*self.fig.get_axes(), self.fig.patch)
        yield from (one for one in self.fig.get_children() if one not in background and one.get_visible())


def _axes_state(ax: Axes) -> tuple[Any, ...]:
    """What decides how the axes themselves look."""
    return (
        ax.get_visible(),
        *(value for axis in (ax.xaxis, ax.yaxis) for value in _axis_state(axis)),
        ax.get_position().bounds,
        ax.get_facecolor(),
        *((title.get_text(), title.get_visible()) for title in _titles(ax)),
    )


def _titles(ax: Axes) -> tuple[Text, Text, Text]:
    """The three titles; matplotlib places them while it draws the axes, so they belong to the axes."""
    return (ax.title, ax._left_title, ax._right_title)  # type: ignore[attr-defined]


def _axis_state(axis: Any) -> tuple[Any, ...]:
    label = axis.get_label()
    return (
        tuple(axis.get_view_interval()),
        axis.get_scale(),
        axis.get_visible(),
        (label.get_text(), label.get_visible()),
        (id(axis.get_major_locator()), id(axis.get_major_formatter())),
    )
