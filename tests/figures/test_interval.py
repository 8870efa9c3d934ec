"""The marked part of the x axis is where it should be, and moves without the axes."""

import pytest

from course_lib.figures import draw_interval, new_figure, update_interval


@pytest.fixture
def ax():
    _, ax = new_figure()
    ax.set(xlabel="x", ylabel="y", xlim=(-5, 5), ylim=(0, 1))
    return ax


def shown(interval):
    ends = [line.get_xdata()[0] for line in interval.ends]
    return [*ends, *interval.bar.get_xdata(), interval.words.get_position()[0]]


def test_bar_ends_and_words_lie_at_the_interval(ax):
    interval = draw_interval(ax, -3.0, 1.0, "converges here")
    assert shown(interval) == [-3.0, 1.0, -3.0, 1.0, -1.0]
    assert interval.words.get_text() == "converges here"
    assert ax.get_xlim() == (-5, 5) and ax.get_ylim() == (0, 1)


def test_update_moves_everything_but_the_axes(ax):
    interval = draw_interval(ax, -3.0, 1.0, "here")
    update_interval(interval, 0.0, 8.0)
    assert shown(interval) == [0.0, 8.0, 0.0, 8.0, 4.0]
    assert ax.get_xlim() == (-5, 5)


def test_ends_in_the_wrong_order_are_refused(ax):
    with pytest.raises(ValueError, match="from left to right"):
        draw_interval(ax, 1.0, -3.0, "here")
    interval = draw_interval(ax, -3.0, 1.0, "here")
    with pytest.raises(ValueError, match="not below"):
        update_interval(interval, 2.0, 2.0)
