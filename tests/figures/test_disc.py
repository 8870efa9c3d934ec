"""The disc touches the nearest point and holds none inside."""

import math

import pytest

from course_lib.figures import draw_disc, new_figure, radius_of, update_disc

POINTS = [1j * math.pi, -1j * math.pi, 3j * math.pi]


@pytest.fixture
def ax():
    return new_figure()[1]


def disc_at(ax, centre):
    return draw_disc(ax, centre, POINTS, xlim=(-7, 7), ylim=(-7, 7))


def test_radius_is_the_distance_to_the_nearest_point():
    assert radius_of(0.0, POINTS) == math.pi
    assert radius_of(-4.0, POINTS) == pytest.approx(math.hypot(4, math.pi))


def test_circle_centre_and_radius_line_are_drawn_where_they_are(ax):
    disc = disc_at(ax, 2.0)
    assert disc.circle.center == (2.0, 0.0)
    assert disc.circle.radius == pytest.approx(math.hypot(2, math.pi))
    assert list(disc.radius.get_xdata()) == [2.0, 0.0]
    assert abs(disc.radius.get_ydata()[1]) == math.pi
    assert list(disc.points.get_ydata()) == [p.imag for p in POINTS]


def test_update_moves_the_disc_but_not_the_axes(ax):
    disc = disc_at(ax, 2.0)
    limits = ax.get_xlim(), ax.get_ylim()
    update_disc(disc, -3.0)
    assert disc.circle.center == (-3.0, 0.0)
    assert disc.circle.radius == pytest.approx(math.hypot(3, math.pi))
    assert (ax.get_xlim(), ax.get_ylim()) == limits


def test_no_points_is_refused(ax):
    with pytest.raises(ValueError, match="no points"):
        draw_disc(ax, 0.0, [], xlim=(-1, 1), ylim=(-1, 1))
