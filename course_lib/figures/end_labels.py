"""Names at the ends of lines, in place of a legend.

The places are worked out while the figure is drawn, from the lines as they are then. So the labels follow when a slider
changes a line, and they never overlap, whatever the limits are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from course_lib.figures.style import COLORS

# In points. The leader is thin and grey and ends before the key begins: a key that touched its line would make a
# rising curve look flat.
_LEAD_POINTS, _GAP_POINTS, _KEY_POINTS, _PAD_POINTS = 14.0, 3.0, 20.0, 4.0
_LONGEST_LEAD = 0.1  # of the axes' width


class EndLabels(Artist):
    """One name for each line: a thin grey leader from the line's end, a key in the line's colour and dashes, the name."""

    def __init__(self, lines: Sequence[Line2D]) -> None:
        super().__init__()
        self.lines = list(lines)
        self.texts = [
            Text(0, 0, "", color=COLORS["ink"], va="center_baseline", ha="left", fontsize=9) for _ in lines
        ]
        self.keys = [Line2D([], []) for _ in lines]
        self.leaders = [Line2D([], [], color=COLORS["grey"], linewidth=0.8, linestyle="-") for _ in lines]
        for artist in self.get_children():
            artist.set_transform(IdentityTransform())
            artist.set_clip_on(False)
        self.set_clip_on(False)
        self.set_zorder(5)

    def set_figure(self, fig: Any) -> None:
        super().set_figure(fig)
        for artist in self.get_children():
            artist.set_figure(fig)

    def get_children(self) -> list[Artist]:
        return [*self.texts, *self.keys, *self.leaders]

    def get_tightbbox(self, renderer: Any = None) -> Bbox | None:
        shown = self._place(renderer)
        if not shown:
            return None
        boxes = [text.get_window_extent(renderer) for text, *_ in shown]
        return Bbox.union(boxes)

    get_window_extent = get_tightbbox  # type: ignore[assignment]

    def draw(self, renderer: Any) -> None:
        if not self.get_visible():
            return
        for artists in self._place(renderer):
            for artist in artists:
                artist.draw(renderer)
        self.stale = False

    def _place(self, renderer: Any) -> list[tuple[Text, Line2D, Line2D]]:
        """Put name, key and leader of each visible line in their places; returns them."""
        fig = self.get_figure(root=True)
        assert fig is not None and self.axes is not None
        point = fig.dpi / 72.0
        shown: list[tuple[Text, Line2D, Line2D]] = []
        ends: list[tuple[float, float]] = []
        for line, text, key, leader in zip(self.lines, self.texts, self.keys, self.leaders, strict=True):
            end = _last_point(line, self.axes)
            if end is None or not line.get_visible():
                continue
            text.set_text(str(line.get_label()))
            key.update_from(line)
            key.set_transform(IdentityTransform())
            key.set_clip_on(False)
            key.set_marker("None")
            shown.append((text, key, leader))
            ends.append(end)
        if not shown:
            return []
        heights = [text.get_window_extent(renderer).height + 2 * point for text, *_ in shown]
        box = self.axes.bbox
        tip = box.x1 + _LEAD_POINTS * point
        first, last = tip + _GAP_POINTS * point, tip + (_GAP_POINTS + _KEY_POINTS) * point
        for (text, key, leader), end, y in zip(
            shown, ends, spread([y for _, y in ends], heights), strict=True
        ):
            # A line that ends far inside is not led to its name: its leader would look like data.
            near = box.x1 - end[0] <= _LONGEST_LEAD * box.width
            leader.set_data([end[0], tip] if near else [], [end[1], y] if near else [])
            key.set_data([first, last], [y, y])
            text.set_position((last + _PAD_POINTS * point, y))
        return shown


def label_line_ends(ax: Axes, lines: Sequence[Line2D]) -> EndLabels:
    """Add names at the right-hand ends of `lines` and return the artist that keeps them in place."""
    labels = EndLabels(lines)
    ax.add_artist(labels)
    labels.set_clip_path(None)
    labels.set_clip_on(False)
    return labels


def spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move centres apart, as little as needed, so that boxes of these heights do not overlap (same units).

    Boxes keep the order of `wanted`; equal ones keep the order in which they were given, first on top.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], -i))
    groups: list[tuple[float, float, list[int]]] = []  # (centre, height, members from bottom to top)
    for i in order:
        centre, height, members = float(wanted[i]), float(heights[i]), [i]
        while groups and groups[-1][0] + groups[-1][1] / 2 > centre - height / 2:
            below_centre, below_height, below = groups.pop()
            total = below_height + height
            centre = (below_centre * len(below) + centre * len(members)) / (len(below) + len(members))
            height, members = total, below + members
        groups.append((centre, height, members))
    places = [0.0] * len(wanted)
    for centre, height, members in groups:
        bottom = centre - height / 2
        for i in members:
            places[i] = bottom + heights[i] / 2
            bottom += heights[i]
    return places


def _last_point(line: Line2D, ax: Any) -> tuple[float, float] | None:
    """The last drawn point inside the axes, in pixels; a line that leaves through the top ends at the top."""
    data = np.column_stack([np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)])
    data = data[np.isfinite(data).all(axis=1)]
    if len(data) == 0:
        return None
    pixels = line.get_transform().transform(data)
    box = ax.bbox
    inside = pixels[(pixels[:, 0] <= box.x1 + 1) & (pixels[:, 0] >= box.x0 - 1)]
    if len(inside) == 0:
        return None
    x, y = inside[-1]
    return float(x), float(np.clip(y, box.y0, box.y1))
