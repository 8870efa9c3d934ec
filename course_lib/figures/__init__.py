"""Figures: frames in, artists out. No torch, no pyplot, no state kept for the process.

``new_figure(width=6.4, height=3.9, rows=1, columns=1, **subplot_options)`` → ``(fig, ax)`` in the course's style (inches)
``COLORS`` / ``DASHES``  mapping role → colour / dash pattern; roles: subject, other, third, fourth, grey (and ink for text)
``line_style(role)``     keyword arguments for ``ax.plot`` of your own
``draw_curves(ax, frame, *, xlabel="x", ylabel="y", title=None, xlim=None, ylim=None, roles=None)`` → ``Curves``
                         frame columns: x, y, curve
``update_curves(artists, frame)``  same curve names, new points; the axes do not move
``draw_gap(ax, frame, …)`` → ``Gap``; ``update_gap(artists, frame)``; ``largest_gap(frame)`` → ``(x, gap)``
                         frame columns: x, y, curve with exactly two curves; gap = first − second
``draw_point(ax, frame, x, y, …)`` → ``Point``; ``update_point(artists, x, y)``: curves and a point that moves
``describe(ax)``         first half of an alt text: axes, ranges, ends of each named curve; ``number(value)`` → 3 digits
``to_png(fig, dpi=100)`` the figure as PNG bytes; ``contrast(first, second)`` WCAG contrast ratio
"""

from course_lib.figures.curves import (
    Curves,
    Gap,
    draw_curves,
    draw_gap,
    largest_gap,
    update_curves,
    update_gap,
)
from course_lib.figures.describe import describe, number
from course_lib.figures.end_labels import EndLabels, label_line_ends
from course_lib.figures.point import Point, draw_point, update_point
from course_lib.figures.style import (
    COLORS,
    DASHES,
    contrast,
    course_style,
    line_style,
    new_figure,
    to_png,
)

__all__ = [
    "COLORS",
    "DASHES",
    "Curves",
    "EndLabels",
    "Gap",
    "Point",
    "contrast",
    "course_style",
    "describe",
    "draw_curves",
    "draw_gap",
    "draw_point",
    "label_line_ends",
    "largest_gap",
    "line_style",
    "new_figure",
    "number",
    "to_png",
    "update_curves",
    "update_gap",
    "update_point",
]
