"""In each exploration of the lessons, picture and sentence read the frame: shift its numbers, and both must change."""

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from lesson_code import lesson_code

import course_lib.lesson
from course_lib.figures import draw_curves, draw_ulp, new_figure, update_curves
from course_lib.lesson import Slider

ROOT = Path(__file__).parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def explorations(path, monkeypatch):
    """The positional arguments of each call of `explore` in a lesson, run from the notebook's own cells."""
    found = []
    monkeypatch.setattr(course_lib.lesson, "explore", lambda *arguments, **words: found.append(arguments))
    exec(lesson_code(path.read_text(encoding="utf-8"), ["explore"]), {"__name__": "lesson"})
    return found


def shifted(frame):
    """The frame with every number changed."""
    numbers = frame.select_dtypes("number").columns
    assert len(numbers), "the frame holds no numbers"
    return frame.assign(**{name: 1.25 * frame[name] + 0.15 for name in numbers})


def drawn(fig):
    """The numbers and words that the artists of a figure hold."""
    return [
        (
            [np.asarray(line.get_xydata(), float).tolist() for line in ax.get_lines()],
            [text.get_text() for text in ax.texts],
        )
        for ax in fig.get_axes()
    ]


def not_from_the_frame(measure, draw, update, controls, sentence):
    """Which of "picture" and "sentence" stay as they are when the numbers of the frame change."""
    values = {control.name: control.start for control in controls}
    frame = measure(**values)
    fig, artists = draw(frame, **values)
    update(artists, frame, **values)
    before = drawn(fig), sentence(frame, **values)
    update(artists, shifted(frame), **values)
    after = drawn(fig), sentence(shifted(frame), **values)
    return [
        name for name, one, other in zip(("picture", "sentence"), before, after, strict=True) if one == other
    ]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_picture_and_sentence_read_the_frame(path, monkeypatch):
    found = explorations(path, monkeypatch)
    assert len(found) == path.read_text(encoding="utf-8").count('"explore(')
    for arguments in found:
        assert not_from_the_frame(*arguments) == []


def beyond_the_axis(measure, draw, update, controls, sentence):
    """The settings, of all ends of the controls, at which an error in ULP is larger than its axis, which would cut it."""
    names, found = [control.name for control in controls], []
    for ends in itertools.product(*(control.ends for control in controls)):
        values = dict(zip(names, ends, strict=True))
        frame = measure(**values)
        fig, _ = draw(frame, **values)
        if "ulp" in frame and frame["ulp"].max() >= fig.axes[0].get_ylim()[1]:
            found.append(values)
    return found


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_error_runs_along_the_edge_of_its_axis(path, monkeypatch):
    for arguments in explorations(path, monkeypatch):
        assert beyond_the_axis(*arguments) == []


def test_an_error_beyond_its_axis_is_found():
    def errors(top):
        return pd.DataFrame({"x": [0.0, 1.0], "ulp": [1.0, 10.0**top], "curve": "rule"})

    def picture(frame, top):
        fig, ax = new_figure()
        return fig, draw_ulp(ax, frame)

    found = beyond_the_axis(errors, picture, None, [Slider("top", "exponent", 1, 12, 2)], None)
    assert found == [{"top": 12}]


def measure(a):
    return pd.DataFrame({"x": [0.0, 1.0], "y": [0.0, a], "curve": "line"})


def draw(frame, a):
    fig, ax = new_figure()
    return fig, draw_curves(ax, frame)


GOOD = {
    "measure": measure,
    "draw": draw,
    "update": lambda artists, frame, a: update_curves(artists, frame),
    "controls": [Slider("a", "slope", 1, 5, 2)],
    "sentence": lambda frame, a: f"The line ends at {frame['y'].iloc[-1]:g}.",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"sentence": lambda frame, a: f"The line ends at {a:g}."}, ["sentence"]),
        ({"sentence": lambda frame, a: f"The line has {len(frame)} ends."}, ["sentence"]),
        ({"update": lambda artists, frame, a: update_curves(artists, measure(a))}, ["picture"]),
        ({"update": lambda *_, a: None, "sentence": lambda *_, a: "A line."}, ["picture", "sentence"]),
    ],
)
def test_an_exploration_that_ignores_its_frame_is_found(change, expected):
    assert not_from_the_frame(**GOOD | change) == expected
