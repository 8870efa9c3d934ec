"""What was observed against what was predicted: the artists hold the frame's numbers; what cannot be drawn is refused."""

import pandas as pd
import pytest

from course_lib.figures import describe, draw_calibration, new_figure, to_png

FRAME = pd.DataFrame(
    {
        "condition": ["exp", "exp", "softplus", "softplus"],
        "predicted": [4.0, 1.0, 1.5, 3.0],
        "mean": [3.0, 1.2, 1.4, 3.1],
        "low": [2.5, 1.0, 1.2, 2.9],
        "high": [3.5, 1.4, 1.6, 3.3],
    }
)


def test_the_lines_and_bars_are_the_frame_in_order_of_the_prediction():
    fig, ax = new_figure()
    artists = draw_calibration(ax, FRAME, title="Exp predicts too much")
    assert artists.lines["exp"].get_xdata().tolist() == [1.0, 4.0]
    assert artists.lines["exp"].get_ydata().tolist() == [1.2, 3.0]
    (first, second) = artists.bars["exp"].get_segments()
    assert first.tolist() == [[1.0, 1.0], [1.0, 1.4]] and second.tolist() == [[4.0, 2.5], [4.0, 3.5]]
    one, other = artists.lines.values()
    assert one.get_marker() != other.get_marker() and one.get_linestyle() != other.get_linestyle()
    assert to_png(fig).startswith(b"\x89PNG")
    assert describe(ax).startswith("Line plot of observed mean against predicted mean from 0 to ")
    assert "softplus goes from 1.4 to 3.1" in describe(ax)


@pytest.mark.parametrize("log", [False, True])
def test_the_diagonal_goes_from_corner_to_corner(log):
    _, ax = new_figure()
    artists = draw_calibration(ax, FRAME, log=log)
    assert ax.get_xlim() == ax.get_ylim() and ax.get_aspect() == 1
    assert list(artists.diagonal.get_xdata()) == list(artists.diagonal.get_ydata()) == list(ax.get_xlim())
    low, high = ax.get_xlim()
    assert low < FRAME["low"].min() and high > FRAME["predicted"].max()
    assert (low > 0) == log and ax.get_xscale() == ax.get_yscale() == ("log" if log else "linear")
    assert artists.diagonal.get_color() not in [line.get_color() for line in artists.lines.values()]
    fig = ax.get_figure()
    fig.draw_without_rendering()
    assert "2" in [text.get_text() for text in ax.get_xticklabels()]  # plain numbers on both kinds of axis
    assert [text.get_text() for text in artists.labels.texts] == ["exp", "softplus", "as predicted"]


def test_given_limits_and_roles():
    _, ax = new_figure()
    artists = draw_calibration(ax, FRAME, lim=(0.5, 8.0), roles={"softplus": "subject"})
    assert ax.get_ylim() == (0.5, 8.0) and artists.lines["softplus"].get_color() == "#0072B2"
    assert artists.lines["exp"].get_color() == "#D55E00"


def test_numbers_below_0_and_a_bin_without_a_number():
    _, ax = new_figure()
    draw_calibration(ax, FRAME.assign(low=[-1.0, 1.0, 1.2, float("nan")]))
    assert -1.5 < ax.get_xlim()[0] < -1.0


def test_what_cannot_be_drawn_is_refused():
    _, ax = new_figure()
    with pytest.raises(ValueError, match="draw_calibration: the frame lacks predicted"):
        draw_calibration(ax, FRAME.drop(columns="predicted"))
    with pytest.raises(TypeError, match="got list"):
        draw_calibration(ax, [1, 2])
    many = pd.concat([FRAME.assign(condition=f"c{k}") for k in range(5)])
    with pytest.raises(ValueError, match="5 conditions, at most 4 can be told apart beside the diagonal"):
        draw_calibration(ax, many)
    with pytest.raises(ValueError, match=r"roles names \['gelu'\]"):
        draw_calibration(ax, FRAME, roles={"gelu": "subject"})
    with pytest.raises(ValueError, match="the role 'grey' is not free; give subject, other, third, fourth"):
        draw_calibration(ax, FRAME, roles={"exp": "grey"})
    with pytest.raises(ValueError, match=r"holds -0\.5; with log=True every number must be above 0"):
        draw_calibration(ax, FRAME.assign(low=-0.5), log=True)
