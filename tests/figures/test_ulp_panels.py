"""Several panels of draw_ulp side by side keep their room."""

import pandas as pd
import pytest

from course_lib.figures import draw_ulp, new_figure, to_png


def errors(ulp):
    return pd.DataFrame({"x": [-1.0, 0.0, 1.0], "ulp": [0.5, 2.0, ulp], "curve": "a form"})


@pytest.mark.parametrize("ulp", [3.0, float("inf")], ids=["finite", "infinite"])
def test_panels_fill_the_figure(ulp):
    fig, axes = new_figure(8, 6, rows=2, columns=2)
    for ax in axes.flat:
        draw_ulp(ax, errors(ulp))
    to_png(fig)  # matplotlib warns where a layout collapses, and a warning is an error here
    for ax in axes.flat:
        place = ax.get_position()
        assert place.width > 0.2 and place.height > 0.25


def test_triangles_of_infinite_errors_stay_within_the_limits():
    _, ax = new_figure()
    frame = pd.DataFrame(
        {"x": [-9.0, -1.0, 0.0, 9.0], "ulp": [float("inf")] * 2 + [1.0, float("inf")], "curve": "a form"}
    )
    artists = draw_ulp(ax, frame, xlim=(-2, 2))
    assert artists.infinite["a form"].get_xdata().tolist() == [-1.0]
