"""Level sets: the drawn points have the value of their level; what cannot be drawn is refused."""

import math

import numpy as np
import pandas as pd
import pytest

from course_lib.figures import describe, draw_level_sets, new_figure, to_png

N = 61
X, Y = map(np.ravel, np.meshgrid(np.linspace(-2, 2, N), np.linspace(-1, 1.5, N)))
DISTANCE = pd.DataFrame({"x": X, "y": Y, "value": np.hypot(X, Y - 0.25) - 0.75})
CIRCLE = (0.0, 0.25, 0.75)


def points(contours):
    return np.concatenate([path.vertices for path in contours.get_paths()])


def test_every_line_lies_where_the_function_has_its_value():
    fig, ax = new_figure()
    artists = draw_level_sets(
        ax, DISTANCE.sample(frac=1, random_state=1), levels=(0.5, 0, -0.25, 9), circle=CIRCLE
    )
    (panel,) = artists.panels.values()
    radii = [np.hypot(*(path.vertices - CIRCLE[:2]).T) for path in panel.others.get_paths()]
    assert list(panel.others.levels) == [-0.25, 0.5]  # 9 is out of reach, and 0 has a line of its own
    for found, level in zip(radii, (-0.25, 0.5), strict=True):
        assert np.abs(found - (0.75 + level)).max() < 2e-3
    assert panel.distance_to_circle() == pytest.approx(
        np.abs(np.hypot(*(points(panel.zero) - CIRCLE[:2]).T) - 0.75).max()
    )
    assert panel.distance_to_circle() < 2e-3
    assert to_png(fig).startswith(b"\x89PNG")
    assert describe(ax) == "Line plot of y against x from −2 to 2."
    assert {text.get_text() for text in panel.numbers} == {"−0.25", "0.5"}


def test_thick_thin_and_dashed_are_told_in_words():
    _, ax = new_figure()
    artists = draw_level_sets(ax, DISTANCE, levels=(0.5,), circle=CIRCLE, circle_name="the drawn circle")
    (panel,) = artists.panels.values()
    assert panel.zero.get_linewidths()[0] > 2 * panel.others.get_linewidths()[0]
    assert panel.circle.get_linestyle() != "-" and panel.circle.radius == 0.75
    words = [text.get_text() for text in artists.key.get_texts()]
    assert words == ["value 0", "value as written", "the drawn circle"]
    assert [line.is_dashed() for line in artists.key.get_lines()] == [False, False, True]
    assert ax.get_aspect() == 1 and ax.get_xlim() == (-2, 2) and ax.get_ylim() == (-1, 1.5)


def test_the_distance_to_the_circle_is_that_of_the_furthest_point():
    _, ax = new_figure()
    wrong = DISTANCE.assign(value=np.hypot(X - 0.1, Y - 0.25) - 0.75)
    (panel,) = draw_level_sets(ax, wrong, levels=(), circle=CIRCLE).panels.values()
    assert panel.distance_to_circle() == pytest.approx(0.1, abs=2e-3) and panel.others is None
    (panel,) = draw_level_sets(new_figure()[1], wrong, levels=()).panels.values()
    with pytest.raises(ValueError, match="the panel has no circle"):
        panel.distance_to_circle()


def test_two_panels_have_their_names_and_one_key():
    frame = pd.concat(
        [
            DISTANCE.assign(condition="softplus"),
            DISTANCE.assign(condition="relu", value=DISTANCE["value"] + 2),
        ]
    )
    fig, axes = new_figure(width=8.4, columns=2)
    artists = draw_level_sets(axes, frame, levels=(0.25, 1.5), circle=CIRCLE)
    assert list(artists.panels) == [ax.get_title(loc="left") for ax in axes] == ["softplus", "relu"]
    assert artists.panels["softplus"].zero is not None and artists.panels["softplus"].words is None
    empty = artists.panels["relu"]
    assert empty.zero is None and empty.words.get_text() == "never 0 here"
    assert empty.distance_to_circle() == math.inf
    assert [ax.get_legend() for ax in axes] == [None, artists.key]
    assert to_png(fig).startswith(b"\x89PNG")


def test_a_constant_function_has_no_lines():
    fig, ax = new_figure()
    (panel,) = draw_level_sets(ax, DISTANCE.assign(value=0.0), levels=(0.5,)).panels.values()
    assert panel.zero is None and panel.others is None and to_png(fig).startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_refused():
    _, axes = new_figure(columns=2)
    ax = axes[0]
    with pytest.raises(ValueError, match="draw_level_sets: the frame lacks value"):
        draw_level_sets(ax, DISTANCE.drop(columns="value"), levels=(1,))
    with pytest.raises(ValueError, match="1 conditions and 2 Axes; give one for each condition"):
        draw_level_sets(axes, DISTANCE, levels=(1,))
    three = pd.concat([DISTANCE.assign(condition=name) for name in "abc"])
    with pytest.raises(ValueError, match="3 conditions and 2 Axes"):
        draw_level_sets(axes, three, levels=(1,))
    with pytest.raises(ValueError, match=r"3720 rows at 61 places along x and 61 along y\. Give a full grid"):
        draw_level_sets(ax, DISTANCE.iloc[1:], levels=(1,))
    twice = pd.concat([DISTANCE.iloc[1:], DISTANCE.iloc[5:6]])
    with pytest.raises(ValueError, match="Give a full grid"):
        draw_level_sets(ax, twice, levels=(1,))
    with pytest.raises(ValueError, match="Give a full grid"):
        draw_level_sets(ax, DISTANCE[DISTANCE["x"] == -2], levels=(1,))
    lost = DISTANCE.assign(value=DISTANCE["value"].where(X < 1.95))
    with pytest.raises(ValueError, match="61 of 3721 values are not finite; training that diverged"):
        draw_level_sets(ax, lost, levels=(1,))
    with pytest.raises(ValueError, match="expected finite numbers"):
        draw_level_sets(ax, DISTANCE, levels=(1, math.nan))
    for wrong in ((0, 0), (0, 0, 0)):
        with pytest.raises(ValueError, match=r"expected \(x, y, radius\) with a radius above 0"):
            draw_level_sets(ax, DISTANCE, levels=(1,), circle=wrong)
    assert not ax.collections and not ax.patches
