"""Means with intervals: the artists hold the frame's numbers; what cannot be drawn is refused."""

import pandas as pd
import pytest

from course_lib.figures import describe, draw_intervals, draw_means, new_figure, to_png

FRAME = pd.DataFrame(
    {
        "condition": ["relu", "relu", "softplus", "softplus"],
        "step": [1, 4, 1, 4],
        "mean": [0.5, 0.2, 0.6, 0.4],
        "low": [0.4, 0.1, 0.5, 0.3],
        "high": [0.6, 0.3, 0.7, 0.5],
    }
)


def test_the_lines_and_bars_are_the_frame():
    fig, ax = new_figure()
    artists = draw_means(ax, FRAME, xlabel="layers", ylabel="error", xlog=True)
    assert artists.lines["softplus"].get_ydata().tolist() == [0.6, 0.4]
    (first, second) = artists.bars["relu"].get_segments()
    assert first.tolist() == [[1, 0.4], [1, 0.6]] and second.tolist() == [[4, 0.1], [4, 0.3]]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["1", "4"]
    one, other = artists.lines.values()
    assert one.get_marker() != other.get_marker() and one.get_linestyle() != other.get_linestyle()
    assert to_png(fig).startswith(b"\x89PNG") and "softplus" in describe(ax)


def test_roles_and_a_logarithmic_axis():
    _, ax = new_figure()
    artists = draw_means(ax, FRAME, ylog=True, roles={"softplus": "subject"})
    assert artists.lines["softplus"].get_color() == "#0072B2" and ax.get_yscale() == "log"


def test_the_intervals_are_the_frame():
    _, ax = new_figure()
    rows = FRAME[FRAME["step"] == 1].assign(run=["recorded", "live"])
    artists = draw_intervals(ax, rows, xlabel="error", smallest=0.05)
    assert [list(bar.get_xdata()) for bar in artists.bars] == [[0.4, 0.6], [0.5, 0.7]]
    assert [mark.get_xdata()[0] for mark in artists.marks] == [0.5, 0.6]
    assert artists.marks[0].get_marker() != artists.marks[1].get_marker()
    assert [text.get_text() for text in ax.get_yticklabels()] == ["relu (recorded)", "softplus (live)"]
    assert [edge.get_xdata()[0] for edge in artists.edges] == [-0.05, 0.05]
    assert describe(ax).startswith("Line plot of condition against error from ")
    assert ax.get_xlim()[0] < -0.05 and ax.yaxis_inverted()


def test_what_cannot_be_drawn_is_refused():
    _, ax = new_figure()
    with pytest.raises(ValueError, match="lacks high"):
        draw_means(ax, FRAME.drop(columns="high"))
    many = pd.concat([FRAME.assign(condition=f"c{k}") for k in range(6)])
    with pytest.raises(ValueError, match="6 conditions, at most 5"):
        draw_means(ax, many)
    with pytest.raises(ValueError, match=r"roles names \['gelu'\]"):
        draw_means(ax, FRAME, roles={"gelu": "subject"})
    with pytest.raises(ValueError, match=r"holds \['old'\], expected recorded, live"):
        draw_intervals(ax, FRAME.assign(run="old"), xlabel="error")
    with pytest.raises(ValueError, match="smallest=0, expected a positive"):
        draw_intervals(ax, FRAME, xlabel="error", smallest=0)
