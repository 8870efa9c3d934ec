"""Functions that draw a frame and return Matplotlib artists. No torch, no pyplot, no global state.

Each `draw_…` returns its artists; `update_…` gives them new numbers and leaves the axes as they are.

`new_figure(width=6.4, height=3.9, rows=1, columns=1, **subplot_options)` → `(fig, ax)` in the course's style (inches)
`COLORS` / `DASHES`  mapping role → colour / dash pattern; roles: subject, other, third, fourth, grey (and ink for text)
`line_style(role)`     keyword arguments for `ax.plot` of your own
`draw_curves(ax, frame, *, xlabel="x", ylabel="y", title=None, xlim=None, ylim=None, roles=None)`
                         frame columns: x, y, curve
`update_curves(artists, frame)`  same curve names, new points; the axes do not move
`draw_gap(ax, frame, …)`; `update_gap(artists, frame)`; `largest_gap(frame)` → `(x, gap)`
                         frame columns: x, y, curve with exactly two curves; gap = first − second
`draw_point(ax, frame, x, y, …)`; `update_point(artists, x, y)`
`draw_slope_and_curvature(axes, frame, at, *, title=None, ylims=…)`; `update_slope_and_curvature(artists, frame, at)`
                         three Axes; frame columns: x, value, slope, curvature
`draw_conjugate(axes, frame, slope, *, title=None, ylim=None)`; `update_conjugate(artists, frame, slope)`
                         two Axes; frame columns: x, value, slope, conjugate = x·slope − value
`draw_ulp(ax, frame, …)`; `update_ulp`  frame columns: x, ulp, curve
`draw_error_against_time(ax, frame, *, baseline="F.softplus", title=None)`
                         frame columns: implementation, ratio, ulp
`draw_interval(ax, low, high, words)`; `update_interval(artists, low, high)`  a marked part of the x axis
`draw_means(ax, frame, *, xlabel, ylabel, xlog=False, ylog=False, …)`
                         frame columns: condition, step, mean, low, high (that of `studies.by_step`)
`draw_intervals(ax, frame, *, xlabel, smallest=None, …)`   frame columns: condition, mean, low, high (and run)
`draw_calibration(ax, frame, *, xlabel, ylabel, log=False, …)`
                         frame columns: condition, predicted, mean, low, high (that of `studies.calibration`)
`draw_level_sets(axes, frame, *, levels, circle=None, …)`   one Axes or two
                         frame columns: x, y, value (and condition): a full grid
`draw_unit_raster(ax, frame, *, little=0.0, …)`   frame columns: unit, step, slope (largest over the training examples)
`draw_disc(ax, centre, points, *, xlim, ylim)`; `update_disc(artists, centre)`;  `radius_of(centre, points)`
`describe(ax)`         first half of an alt text: axes, ranges, ends of each named curve; `number(value)` → 3 digits
`Blitter(fig).png()`      a small PNG; the axes are drawn once (for `explore`)
`to_png(fig, dpi=100, *, small=False)`  PNG bytes; `contrast(first, second)` WCAG contrast ratio
"""

from course_lib.figures.blitting import Blitter
from course_lib.figures.calibration import draw_calibration
from course_lib.figures.conjugate import draw_conjugate, update_conjugate
from course_lib.figures.curves import draw_curves, draw_gap, largest_gap, update_curves, update_gap
from course_lib.figures.derivatives import draw_slope_and_curvature, update_slope_and_curvature
from course_lib.figures.describe import describe, number
from course_lib.figures.disc import draw_disc, radius_of, update_disc
from course_lib.figures.end_labels import label_line_ends
from course_lib.figures.error_against_time import draw_error_against_time
from course_lib.figures.interval import draw_interval, update_interval
from course_lib.figures.level_sets import draw_level_sets
from course_lib.figures.means import draw_intervals, draw_means
from course_lib.figures.png import to_png
from course_lib.figures.point import draw_point, update_point
from course_lib.figures.style import COLORS, DASHES, contrast, course_style, line_style, new_figure
from course_lib.figures.ulp import draw_ulp, update_ulp
from course_lib.figures.unit_raster import draw_unit_raster

__all__ = [
    "COLORS",
    "DASHES",
    "Blitter",
    "contrast",
    "course_style",
    "describe",
    "draw_calibration",
    "draw_conjugate",
    "draw_curves",
    "draw_disc",
    "draw_error_against_time",
    "draw_gap",
    "draw_interval",
    "draw_intervals",
    "draw_level_sets",
    "draw_means",
    "draw_point",
    "draw_slope_and_curvature",
    "draw_ulp",
    "draw_unit_raster",
    "label_line_ends",
    "largest_gap",
    "line_style",
    "new_figure",
    "number",
    "radius_of",
    "to_png",
    "update_conjugate",
    "update_curves",
    "update_disc",
    "update_gap",
    "update_interval",
    "update_point",
    "update_slope_and_curvature",
    "update_ulp",
]
