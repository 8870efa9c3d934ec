"""The first half of an alt text is read from the axes."""

import numpy as np
import pandas as pd
import pytest

from course_lib.figures import describe, draw_curves, new_figure, number


def drawn(**curves):
    _, ax = new_figure()
    parts = [pd.DataFrame({"x": [-2.0, 2.0], "y": y, "curve": name}) for name, y in curves.items()]
    draw_curves(ax, pd.concat(parts), xlabel="x", ylabel="f(x)")
    return ax


def test_axes_ranges_and_ends_are_named():
    words = describe(drawn(ReLU=[0.0, 2.0], zero=[0.0, 0.0]))
    assert words == "Line plot of f(x) against x from −2 to 2: ReLU goes from 0 to 2, zero stays at 0."


def test_many_curves_are_only_named():
    words = describe(drawn(**{name: [0.0, 1.0] for name in "abcde"}))
    assert words.endswith("5 curves, a, b, c, d, e.")


def test_an_empty_plot_is_still_described():
    _, ax = new_figure()
    ax.set(xlabel="x", ylabel="y", xlim=(0, 1))
    assert describe(ax) == "Line plot of y against x from 0 to 1."


def test_a_curve_without_a_finite_point_is_said_to_have_none():
    _, ax = new_figure()
    ax.plot([0, 1], [np.nan, np.inf], label="broken")
    ax.set(xlabel="x", ylabel="y", xlim=(0, 1))
    assert "broken has no finite point" in describe(ax)


def test_panels_that_share_x_name_it_once():
    _, axes = new_figure(rows=2, sharex=True)
    for ax, name in zip(axes, ("value", "slope"), strict=True):
        ax.plot([0, 4], [0, 1], label=name)
        ax.set(ylabel=name, xlim=(0, 4))
    axes[1].set_xlabel("x")
    words = describe(axes)
    assert (
        words
        == "2 panels against x from 0 to 4. value: value goes from 0 to 1. slope: slope goes from 0 to 1."
    )


@pytest.mark.parametrize("missing", ["x", "y"])
def test_axes_without_a_label_are_refused(missing):
    _, ax = new_figure()
    ax.set(xlabel="x", ylabel="y")
    ax.set(**{f"{missing}label": ""})
    with pytest.raises(ValueError, match=f"no {missing} label"):
        describe(ax)


def test_something_else_is_refused():
    with pytest.raises(TypeError, match="expected a matplotlib Axes"):
        describe([1, 2])


@pytest.mark.parametrize(
    ("value", "text"), [(-0.0, "0"), (0.693147, "0.693"), (-16.6355, "−16.6"), (1e-12, "1e−12")]
)
def test_numbers_have_three_digits_and_a_true_minus(value, text):
    assert number(value) == text
