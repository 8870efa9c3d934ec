"""Names at line ends: they never overlap, keep their order, and follow their lines."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.figures import (
    COLORS,
    draw_curves,
    draw_gap,
    draw_point,
    draw_ulp,
    new_figure,
    to_png,
    update_curves,
)
from course_lib.figures.end_labels import spread

places = st.floats(-1000, 1000, allow_nan=False)


@given(st.lists(st.tuples(places, st.floats(1, 40)), min_size=1, max_size=8))
def test_spread_boxes_do_not_overlap_and_keep_their_order(boxes):
    wanted, heights = zip(*boxes, strict=True)
    found = spread(wanted, heights)
    order = sorted(range(len(wanted)), key=lambda i: found[i])
    for below, above in itertools.pairwise(order):
        assert found[above] - found[below] >= (heights[above] + heights[below]) / 2 - 1e-6
        assert wanted[below] <= wanted[above]


def test_boxes_with_room_stay_where_they_are():
    assert spread([0.0, 100.0, 50.0], [10.0, 10.0, 10.0]) == [0.0, 100.0, 50.0]


def test_equal_boxes_are_centred_and_the_first_is_on_top():
    assert spread([5.0, 5.0], [10.0, 10.0]) == [10.0, 0.0]


def _frame(**curves):
    x = np.array([0.0, 1.0])
    return pd.concat([pd.DataFrame({"x": x, "y": y, "curve": name}) for name, y in curves.items()])


def _boxes(labels, fig):
    renderer = fig.canvas.get_renderer()
    return [text.get_window_extent(renderer) for text in labels.texts]


def test_labels_do_not_overlap_when_lines_end_at_one_point():
    fig, ax = new_figure()
    artists = draw_curves(ax, _frame(a=[0, 1], b=[0.5, 1], c=[0.2, 1]))
    to_png(fig)
    boxes = sorted(_boxes(artists.labels, fig), key=lambda box: box.y0)
    assert [text.get_text() for text in artists.labels.texts] == ["a", "b", "c"]
    for below, above in itertools.pairwise(boxes):
        assert below.y1 <= above.y0 + 0.5


def test_a_label_follows_its_line_and_repeats_colour_and_dashes():
    fig, ax = new_figure()
    artists = draw_curves(ax, _frame(low=[0, 0], high=[1, 1]))
    to_png(fig)
    before = _boxes(artists.labels, fig)
    update_curves(artists, _frame(low=[0, 0.4], high=[1, 1]))
    to_png(fig)
    after = _boxes(artists.labels, fig)
    assert after[0].y0 > before[0].y0 + 20
    assert after[1].y0 == pytest.approx(before[1].y0)
    for line, key in zip(artists.lines.values(), artists.labels.keys, strict=True):
        assert key.get_color() == line.get_color()
        assert key._dash_pattern == line._dash_pattern


def test_a_line_that_ends_early_is_not_led_across_the_axes_to_its_name():
    fig, ax = new_figure()
    early = _frame(early=[0.3, 0.3]).assign(x=[0.0, 0.4])
    artists = draw_curves(ax, pd.concat([early, _frame(whole=[0, 1])]), xlim=(0, 1))
    to_png(fig)
    for key in artists.labels.keys:
        assert min(key.get_xdata()) > ax.bbox.x1
    early, whole = artists.labels.leaders
    assert len(early.get_xdata()) == 0 and len(whole.get_xdata()) == 2
    assert min(artists.lines["early"].get_xdata()) == 0.0


def test_labels_stay_inside_the_picture():
    fig, ax = new_figure()
    artists = draw_curves(ax, _frame(**{"a curve with quite a long name": [0, 1]}))
    to_png(fig)
    assert _boxes(artists.labels, fig)[0].x1 <= fig.bbox.x1


def test_a_line_that_leaves_through_the_top_is_named_at_the_top():
    fig, ax = new_figure()
    artists = draw_curves(ax, _frame(steep=[0, 100.0]), ylim=(0, 1))
    to_png(fig)
    assert _boxes(artists.labels, fig)[0].y1 <= fig.bbox.y1


DRAWN = {
    "curves": lambda ax: draw_curves(ax, _frame(a=[0, 1], b=[0.5, 1.2])).labels,
    "gap": lambda ax: draw_gap(ax, _frame(a=[0, 1], b=[0.5, 1.2])).curves.labels,
    "point": lambda ax: draw_point(ax, _frame(a=[0, 1], b=[0.5, 1.2]), 0.5, 0.5).curves.labels,
    "ulp": lambda ax: draw_ulp(ax, _frame(a=[1, 5], b=[3, 1e4]).rename(columns={"y": "ulp"})).labels,
}


@pytest.mark.parametrize("name", DRAWN)
def test_leaders_are_thin_and_grey_and_no_key_touches_its_curve(name):
    """A leader in the curve's own colour and dashes makes a rising curve look flat at its end."""
    fig, ax = new_figure()
    labels = DRAWN[name](ax)
    to_png(fig)
    for line, key, leader in zip(labels.lines, labels.keys, labels.leaders, strict=True):
        assert leader.get_color() == COLORS["grey"] and leader.get_linestyle() == "-"
        assert leader.get_linewidth() <= line.get_linewidth() / 2 and leader.get_linewidth() <= 1
        assert min(leader.get_xdata()) <= ax.bbox.x1 < max(leader.get_xdata()) < min(key.get_xdata())
        assert leader.get_ydata()[-1] == pytest.approx(key.get_ydata()[0])
