"""Slope and curvature, the conjugate, ULP curves: artists hold the frame's numbers."""

import numpy as np
import pandas as pd
import pytest

from course_lib.figures import (
    draw_conjugate,
    draw_slope_and_curvature,
    draw_ulp,
    new_figure,
    update_conjugate,
    update_slope_and_curvature,
    update_ulp,
)

X = np.linspace(-3.0, 3.0, 61)


def parabola(scale=1.0):
    """f = s·x²/2: slope s·x, curvature s, conjugate f*(p) = p²/(2s). Its tangents are known exactly."""
    value, slope = scale * X**2 / 2, scale * X
    return pd.DataFrame(
        {
            "x": X,
            "value": value,
            "slope": slope,
            "curvature": scale + 0 * X,
            "conjugate": slope**2 / (2 * scale),
        }
    )


def test_tangent_and_points_are_those_of_the_parabola():
    _, axes = new_figure(rows=3, sharex=True)
    artists = draw_slope_and_curvature(axes, parabola(), 2.0)
    # the tangent of x²/2 at 2 is 2x − 2
    np.testing.assert_allclose(artists.tangent.get_xydata(), [[-3, -8], [3, 4]])
    assert [point.get_xydata().tolist() for point in artists.points] == [
        [[2.0, 2.0]],
        [[2.0, 2.0]],
        [[2.0, 1.0]],
    ]


def test_an_update_of_the_derivatives_leaves_the_axes():
    _, axes = new_figure(rows=3, sharex=True)
    artists = draw_slope_and_curvature(axes, parabola(), 2.0, ylims=(None, (-9, 9), (0, 3)))
    limits = [(ax.get_xlim(), ax.get_ylim()) for ax in axes]
    update_slope_and_curvature(artists, parabola(2.0), -1.0)
    assert artists.points[1].get_xydata().tolist() == [[-1.0, -2.0]]
    np.testing.assert_allclose(artists.tangent.get_xydata(), [[-3, 5], [3, -7]])
    assert [(ax.get_xlim(), ax.get_ylim()) for ax in axes] == limits


def test_the_tangent_meets_the_axis_at_minus_the_conjugate():
    _, axes = new_figure(columns=2)
    artists = draw_conjugate(axes, parabola(), 2.0)
    ends = artists.tangent.get_xydata()
    at_zero = np.interp(0.0, ends[:, 0], ends[:, 1])
    assert at_zero == pytest.approx(-2.0)
    assert artists.intercept.get_xydata().tolist() == [[0.0, pytest.approx(-2.0)]]
    assert artists.point.get_xydata().tolist() == [[2.0, pytest.approx(2.0)]]
    assert artists.note.get_text() == "−f*(2) = −2"
    assert artists.touch.get_xydata().tolist() == [[2.0, pytest.approx(2.0)]]
    update_conjugate(artists, parabola(), -1.0)
    assert artists.point.get_xydata().tolist() == [[-1.0, pytest.approx(0.5)]]


def test_the_number_of_panels_is_checked():
    _, axes = new_figure(columns=2)
    with pytest.raises(ValueError, match="got 2 axes, expected 3"):
        draw_slope_and_curvature(axes, parabola(), 0.0)
    with pytest.raises(ValueError, match="got 1 axes, expected 2"):
        draw_conjugate(axes[:1], parabola(), 0.0)
    with pytest.raises(ValueError, match="lacks curvature"):
        draw_slope_and_curvature([*axes, axes[0]], parabola().drop(columns="curvature"), 0.0)


def errors(*ulp):
    return pd.DataFrame({"x": np.arange(len(ulp), dtype=float), "ulp": ulp, "curve": "naive"})


def test_infinite_and_exact_results_have_a_place_on_the_logarithmic_axis():
    _, ax = new_figure()
    artists = draw_ulp(ax, errors(0.0, 2.0, np.inf))
    assert artists.lines["naive"].get_xydata().tolist() == [[0.0, 0.01], [1.0, 2.0]]
    x, y = artists.infinite["naive"].get_data()
    assert (list(x), list(y)) == ([2.0], [ax.get_ylim()[1]])
    update_ulp(artists, errors(1.0, 1.0, 1.0))
    assert len(artists.infinite["naive"].get_xdata()) == 0


@pytest.mark.parametrize("bad", [np.nan, -1.0])
def test_an_error_that_is_none_is_refused(bad):
    _, ax = new_figure()
    with pytest.raises(ValueError, match="NaN or negative"):
        draw_ulp(ax, errors(bad))
