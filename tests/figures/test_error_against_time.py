"""Error against time: the dots stand where the frame says, and every name can be read."""

import math

import pandas as pd
import pytest
from matplotlib.text import Text

from course_lib.figures import draw_error_against_time, new_figure, to_png

FRAME = pd.DataFrame(
    {
        "implementation": [
            "F.softplus",
            "softplus",
            "logaddexp_form",
            "stable",
            "piecewise",
            "fused",
            "exact",
        ],
        "ratio": [1.0, 1.07, 1.06, 3.0, 9.0, 0.47, 25.0],
        "ulp": [1.5, 1.5, 1.5, 1.54, 1.54, 0.87, 0.5],
    }
)


def test_dots_stand_where_the_frame_says():
    _, ax = new_figure()
    trade = draw_error_against_time(ax, FRAME, title="float32, a million numbers")
    assert trade.dots.get_offsets().tolist() == FRAME[["ratio", "ulp"]].values.tolist()
    assert {name.get_text() for name in trade.names} == set(FRAME["implementation"])
    assert "F.softplus" in ax.get_xlabel() and "ULP" in ax.get_ylabel() and ax.get_title("left")


CROWDED = pd.DataFrame(
    {"implementation": ["F.softplus", "softplus", "fused"], "ratio": [1.0, 4.1, 4.3], "ulp": [66.0, 0.5, 0.5]}
)


@pytest.mark.parametrize("frame", [FRAME, CROWDED], ids=["many", "two near the axis"])
def test_names_neither_overlap_nor_leave_the_axes_nor_cover_a_dot(frame):
    fig, ax = new_figure()
    trade = draw_error_against_time(ax, frame)
    to_png(fig)
    boxes = [Text.get_window_extent(name) for name in trade.names]
    dots = ax.transData.transform(frame[["ratio", "ulp"]].to_numpy())
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:i])
        assert ax.bbox.padded(6).contains(box.x0, box.y0) and ax.bbox.contains(box.x1, box.y1)
        assert not any(box.contains(*dot) for dot in dots)


def test_a_wide_range_of_errors_is_logarithmic():
    _, ax = new_figure()
    draw_error_against_time(
        ax, pd.concat([FRAME, FRAME.tail(1).assign(implementation="threshold", ulp=580_163.0)])
    )
    assert ax.get_yscale() == "log"


def test_an_error_of_nothing_has_a_place():
    _, ax = new_figure()
    draw_error_against_time(ax, FRAME.head(1).assign(ulp=0.0))
    assert ax.get_ylim()[0] == 0 < ax.get_ylim()[1]
    draw_error_against_time(ax, FRAME.assign(ulp=[0.0, 1e7, 1.0, 1.0, 1.0, 1.0, 1.0]))
    assert ax.get_ylim()[0] > 0


@pytest.mark.parametrize(
    "frame",
    [FRAME.head(0), FRAME.assign(ulp=math.inf), FRAME.assign(ratio=math.nan), FRAME.assign(ratio=0.0)],
)
def test_what_cannot_be_drawn_is_refused(frame):
    _, ax = new_figure()
    with pytest.raises(ValueError, match=r"draw_error_against_time: .*ratio"):
        draw_error_against_time(ax, frame)
