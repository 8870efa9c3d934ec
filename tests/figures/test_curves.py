"""Curves and gaps: the data is read back from the artists, never compared as pixels."""

import numpy as np
import pandas as pd
import pytest

from course_lib.figures import (
    COLORS,
    draw_curves,
    draw_gap,
    draw_point,
    largest_gap,
    new_figure,
    to_png,
    update_curves,
    update_gap,
    update_point,
)

X = np.linspace(-4.0, 4.0, 81)


def frame(beta=1.0):
    parts = {"softplus": np.log1p(np.exp(beta * X)) / beta, "ReLU": np.maximum(X, 0)}
    return pd.concat([pd.DataFrame({"x": X, "y": y, "curve": name}) for name, y in parts.items()])


def test_each_curve_is_drawn_with_its_own_points():
    _, ax = new_figure()
    artists = draw_curves(ax, frame(), xlabel="x", ylabel="f(x)", title="Two curves")
    assert list(artists.lines) == ["softplus", "ReLU"]
    np.testing.assert_array_equal(artists.lines["ReLU"].get_ydata(), np.maximum(X, 0))
    assert artists.lines["softplus"].get_color() == COLORS["subject"]
    assert artists.lines["ReLU"].get_color() == COLORS["other"]
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left")) == ("x", "f(x)", "Two curves")


def test_roles_can_be_chosen():
    _, ax = new_figure()
    artists = draw_curves(ax, frame(), roles={"ReLU": "subject"})
    assert artists.lines["ReLU"].get_color() == COLORS["subject"]
    assert artists.lines["softplus"].get_color() == COLORS["other"]


def test_an_update_moves_the_curves_and_not_the_axes():
    _, ax = new_figure()
    artists = draw_curves(ax, frame())
    limits = ax.get_xlim(), ax.get_ylim()
    update_curves(artists, frame(beta=0.25))
    assert artists.lines["softplus"].get_ydata()[40] == pytest.approx(4 * np.log(2))
    assert (ax.get_xlim(), ax.get_ylim()) == limits


def test_the_gap_is_largest_at_zero_and_is_ln_2_over_beta():
    assert largest_gap(frame(2.0)) == (pytest.approx(0.0), pytest.approx(np.log(2) / 2))


def test_the_mark_stands_at_the_largest_gap_and_moves():
    fig, ax = new_figure()
    artists = draw_gap(ax, frame())
    assert artists.text.get_text() == "largest gap 0.693"
    assert artists.arrow.xy == (pytest.approx(0.0), pytest.approx(np.log(2)))
    update_gap(artists, frame(4.0))
    assert artists.text.get_text() == "largest gap 0.173"
    assert artists.arrow.xy[1] == pytest.approx(np.log(2) / 4)
    vertices = np.concatenate([path.vertices for path in artists.band.get_paths()])
    assert vertices[:, 1].max() == pytest.approx(np.logaddexp(0, 16) / 4)
    to_png(fig)


@pytest.mark.parametrize("beta", [0.5, 1.0, 10.0])
def test_no_curve_crosses_the_words_at_the_gap(beta):
    fig, ax = new_figure()
    artists = draw_gap(ax, frame(beta), ylim=(-0.3, 4.5))
    to_png(fig)
    words = artists.text.get_window_extent().transformed(ax.transData.inverted())
    under = (words.x0 <= X) & (words.x1 >= X)
    assert under.any() and np.logaddexp(0, beta * X[under]).max() / beta < words.y0 < words.y1 < 4.5


def test_a_gap_below_is_negative():
    upside_down = pd.concat([frame()[frame()["curve"] == name] for name in ("ReLU", "softplus")])
    assert largest_gap(upside_down)[1] == pytest.approx(-np.log(2))


def test_a_point_moves_along():
    _, ax = new_figure()
    artists = draw_point(ax, frame(), 1.0, 1.3)
    update_point(artists, 2.0, 2.1)
    assert artists.marker.get_xydata().tolist() == [[2.0, 2.1]]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: {"x": [1]}, TypeError, "got dict, expected a pandas DataFrame with the columns x, y, curve"),
        (lambda: pd.DataFrame({"x": [1], "y": [1]}), ValueError, "lacks curve; it has x, y"),
        (lambda: frame().iloc[:0], ValueError, "no rows"),
        (
            lambda: pd.concat([frame().assign(curve=f"{n}") for n in range(6)]),
            ValueError,
            "6 curves, at most 5",
        ),
    ],
)
def test_a_frame_that_cannot_be_drawn_is_refused(make, error, message):
    _, ax = new_figure()
    with pytest.raises(error, match=message):
        draw_curves(ax, make())


def test_an_unknown_role_is_refused():
    _, ax = new_figure()
    with pytest.raises(ValueError, match="roles names"):
        draw_curves(ax, frame(), roles={"sigmoid": "other"})


def test_an_update_with_other_names_is_refused():
    _, ax = new_figure()
    artists = draw_curves(ax, frame())
    with pytest.raises(ValueError, match="Keep the names fixed"):
        update_curves(artists, frame().replace({"ReLU": "relu"}))


def test_a_gap_needs_two_curves_on_one_grid():
    _, ax = new_figure()
    with pytest.raises(ValueError, match="expected exactly 2"):
        draw_gap(ax, frame()[frame()["curve"] == "ReLU"])
    shifted = frame()
    shifted.loc[shifted["curve"] == "ReLU", "x"] += 0.5
    with pytest.raises(ValueError, match="different x"):
        largest_gap(shifted)


def test_a_gap_without_a_finite_point_is_refused():
    nothing = frame()
    nothing["y"] = np.nan
    with pytest.raises(ValueError, match="no point of the gap is finite"):
        largest_gap(nothing)


def test_a_flat_curve_gets_limits_of_its_own():
    _, ax = new_figure()
    draw_curves(ax, pd.DataFrame({"x": [0.0, 1.0], "y": [2.0, 2.0], "curve": "flat"}))
    assert ax.get_ylim() == (1.5, 2.5)
