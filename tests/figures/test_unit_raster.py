"""The raster marks the units and steps whose slope is small; what cannot be drawn is refused."""

import numpy as np
import pandas as pd
import pytest

from course_lib.figures import describe, draw_unit_raster, new_figure, to_png

SLOPES = {  # unit → slope at the steps 0, 10, 20, 30
    4: [0.0, 0.0, 0.0, 0.0],
    7: [1.0, 1.0, 0.5, 1.0],
    5: [1.0, 0.0, 1.0, 0.0],
    6: [-1e-4, 1.0, 1.0, 1.0],
}
FRAME = pd.DataFrame(
    [(unit, 10 * place, slope) for unit, found in SLOPES.items() for place, slope in enumerate(found)],
    columns=["unit", "step", "slope"],
)


def boxes(marks):
    """(left, bottom, right, top) of each drawn rectangle."""
    found = [path.vertices for path in marks.get_paths()]
    return [(*corners.min(0).tolist(), *corners.max(0).tolist()) for corners in found]


def test_the_marks_are_the_frame():
    fig, ax = new_figure()
    raster = draw_unit_raster(ax, FRAME.sample(frac=1, random_state=3), title="Units die")
    assert raster.units == (6, 7, 5, 4) and set(raster.marks) == {4, 5}
    assert raster.runs == {4: ((0.0, 30.0),), 5: ((10.0, 10.0), (30.0, 30.0))}
    assert boxes(raster.marks[4]) == [(0, pytest.approx(2.6), 40, pytest.approx(3.4))]
    lefts = [(box[0], box[2]) for box in boxes(raster.marks[5])]
    assert lefts == [(10, 20), (30, 40)] and boxes(raster.marks[5])[0][1] == pytest.approx(1.6)
    assert ax.get_xlim() == (0, 40) and ax.get_ylim() == (3.5, -0.5)
    assert to_png(fig).startswith(b"\x89PNG")


def test_words_say_what_the_marks_say():
    _, ax = new_figure()
    raster = draw_unit_raster(ax, FRAME)
    assert raster.at_the_end() == 2 and raster.words.get_text() == "2 of 4\nmarked\nat the end"
    assert raster.in_words() == "2 of 4 units have no slope on any example at step 30, 2 at some step."
    assert describe(ax) == "Line plot of hidden unit against update from 0 to 40."


def test_a_small_slope_counts_as_none_when_asked():
    _, ax = new_figure()
    raster = draw_unit_raster(ax, FRAME, little=1e-3)
    assert raster.runs[6] == ((0.0, 0.0),) and raster.at_the_end() == 2
    assert (
        raster.in_words()
        == "2 of 4 units have no slope above 0.001 on any example at step 30, 3 at some step."
    )


def test_no_mark_and_one_step():
    fig, ax = new_figure()
    raster = draw_unit_raster(ax, FRAME[FRAME["unit"] == 7])
    assert raster.marks == {} and raster.words.get_text().startswith("0 of 1") and raster.at_the_end() == 0
    raster = draw_unit_raster(new_figure()[1], FRAME[FRAME["step"] == 0])
    assert boxes(raster.marks[4])[0][::2] == (0, 1)
    assert to_png(fig).startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_refused():
    _, ax = new_figure()
    with pytest.raises(ValueError, match="draw_unit_raster: the frame lacks slope"):
        draw_unit_raster(ax, FRAME.drop(columns="slope"))
    with pytest.raises(ValueError, match="the frame has no rows"):
        draw_unit_raster(ax, FRAME.iloc[:0])
    with pytest.raises(ValueError, match=r"15 rows for 4 units at 4 steps\. Give one row for each unit"):
        draw_unit_raster(ax, FRAME.iloc[1:])
    with pytest.raises(ValueError, match="Give one row for each unit"):
        draw_unit_raster(ax, pd.concat([FRAME.iloc[1:], FRAME.iloc[4:5]]))
    with pytest.raises(ValueError, match=r"1 of 16 slopes are not finite\. Leave out the steps"):
        draw_unit_raster(ax, FRAME.assign(slope=FRAME["slope"].where(FRAME.index != 3, np.inf)))
    for little in (-1, float("nan")):
        with pytest.raises(ValueError, match="expected a number from 0 on"):
            draw_unit_raster(ax, FRAME, little=little)
    assert not ax.collections
