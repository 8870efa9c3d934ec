"""A disc in the complex plane that grows until it touches a point where a function breaks down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from course_lib.figures.style import COLORS, finish, in_course_style


@dataclass(frozen=True)
class Disc:
    """The artists of `draw_disc`: the circle, its centre, the points, and a dashed radius to the nearest one."""

    circle: Circle
    centre: Line2D
    points: Line2D
    radius: Line2D


def radius_of(centre: float, points: Sequence[complex]) -> float:
    """Distance from a centre on the real axis to the nearest of the points.

    >>> radius_of(3.0, [4j, -4j])
    5.0
    """
    if len(points) == 0:
        raise ValueError("radius_of: no points were given; without one the disc has no end.")
    return float(min(abs(complex(point) - centre) for point in points))


@in_course_style
def draw_disc(
    ax: Axes,
    centre: float,
    points: Sequence[complex],
    *,
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    xlabel: str = "real part",
    ylabel: str = "imaginary part",
) -> Disc:
    """Draw the largest disc around a real `centre` with none of `points` (complex numbers, drawn as ×) inside it."""
    radius_of(centre, points)  # refuses an empty list before anything is drawn
    finish(ax, xlabel=xlabel, ylabel=ylabel, xlim=xlim, ylim=ylim)
    ax.set_aspect("equal", adjustable="box")
    ax.axhline(0, color=COLORS["grey"], linewidth=1.0, label="_real", zorder=1)
    circle = Circle((0, 0), 1.0, facecolor="#eeeeee", edgecolor=COLORS["subject"], linewidth=1.8, zorder=0)
    ax.add_patch(circle)
    places = np.asarray(points, complex)
    (marks,) = ax.plot(places.real, places.imag, "x", color=COLORS["other"], markersize=9, markeredgewidth=2.4,
                       label="_points", zorder=4)  # fmt: skip
    (middle,) = ax.plot([], [], "o", color=COLORS["subject"], markersize=7, label="_centre", zorder=5)
    (spoke,) = ax.plot([], [], color=COLORS["ink"], linestyle="--", linewidth=1.4, label="_radius", zorder=3)
    disc = Disc(circle, middle, marks, spoke)
    update_disc(disc, centre)
    ax.set(xlim=xlim, ylim=ylim)
    return disc


def update_disc(artists: Disc, centre: float) -> None:
    """Move the centre along the real axis; the disc grows or shrinks until it touches the nearest point."""
    places = np.asarray(artists.points.get_xdata(), float) + 1j * np.asarray(
        artists.points.get_ydata(), float
    )
    nearest = places[np.argmin(np.abs(places - centre))]
    artists.circle.set_center((centre, 0.0))
    artists.circle.set_radius(radius_of(centre, list(places)))
    artists.centre.set_data([centre], [0.0])
    artists.radius.set_data([centre, nearest.real], [0.0, nearest.imag])
