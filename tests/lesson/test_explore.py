"""`explore`: picture and sentence read one frame a setting, and nothing that the learner does breaks it."""

import base64
import re

import ipywidgets
import numpy as np
import pandas as pd
import pytest

from course_lib.figures import draw_curves, new_figure, update_curves
from course_lib.lesson import Choice, Slider, explore
from course_lib.lesson.front import LiveText, RangeControl

ALT = "Line plot of a parabola over x from −1 to 1, whose opening gets narrower when the slider moves to the right."
QUESTION = "Where does the parabola end?"
X = np.linspace(-1, 1, 21)


def measure(a, shift=0.0):
    return pd.DataFrame({"x": X, "y": a * X**2 + shift, "curve": "parabola"})


def draw(frame, **values):
    fig, ax = new_figure()
    return fig, draw_curves(ax, frame, ylim=(-10, 10))


def update(artists, frame, **values):
    update_curves(artists, frame)


def sentence(frame, a, **more):
    return f"At a = {a:g} the curve ends at {frame['y'].iloc[-1]:g}."


def panel(
    controls=None, measure=measure, draw=draw, update=update, sentence=sentence, alt=ALT, question=QUESTION
):
    controls = controls or [Slider("a", "opening a", 1, 4, 2, 1)]
    return explore(measure, draw, update, controls, sentence, alt=alt, question=question)


def line(exploration):
    return exploration.artists.lines["parabola"]


def of_kind(widget, kind):
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += of_kind(child, kind)
    return found


def test_one_output_whose_plain_text_helps_without_a_kernel(outputs):
    panel()
    (bundle,) = outputs
    assert set(bundle) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/plain"] == (
        "Where does the parabola end?\nAt a = 2 the curve ends at 2.\nControls: opening a from 1 to 4, now 2.\n\n"
        "Open this notebook in JupyterLab and run this cell to use it."
    )


def test_as_the_last_line_of_a_cell_it_prints_nothing_more(outputs, capsys):
    exploration = panel()
    exploration._ipython_display_()
    assert len(outputs) == 1
    assert capsys.readouterr().out == ""


def test_a_move_changes_the_same_artist_the_picture_and_the_sentence(outputs):
    exploration = panel()
    before, artist = exploration.picture, line(exploration)
    exploration.set(a=4.0)
    assert line(exploration) is artist
    assert artist.get_ydata()[-1] == 4.0
    assert exploration.picture != before
    assert exploration.words == "At a = 4 the curve ends at 4."
    assert f'alt="{exploration.words}"' in exploration.picture


def test_reset_puts_everything_back(outputs):
    exploration = panel([Slider("a", "a", 1, 4, 2, 1), Slider("shift", "shift", -1, 1, 0.5)])
    (button,) = of_kind(exploration.widget, ipywidgets.Button)
    assert button.description == "Reset"
    exploration.set(a=4.0, shift=-1.0)
    button.click()
    assert exploration.values == {"a": 2.0, "shift": 0.5}
    assert line(exploration).get_ydata()[-1] == 2.5
    assert exploration.words == "At a = 2 the curve ends at 2.5."


def test_reset_also_tells_the_page_so_that_a_late_slider_cannot_undo_it(outputs, monkeypatch):
    exploration = panel([Slider("a", "a", 1, 4, 2, 1)])
    (control,) = of_kind(exploration.widget, RangeControl)
    sent = []
    monkeypatch.setattr(control, "send", sent.append)
    exploration.set(a=4.0)
    of_kind(exploration.widget, ipywidgets.Button)[0].click()
    assert sent == [{"value": 2.0}] and exploration.values == {"a": 2.0}


def test_the_sentence_stands_directly_under_the_controls(outputs):
    exploration = panel([Slider("a", "a", 1, 4, 2, 1), Choice("shift", "shift", {"up": 1.0, "down": -1.0})])
    kinds = [type(part).__name__ for part in exploration.widget.children]
    assert kinds == ["HTML", "HTML", "RangeControl", "Dropdown", "LiveText", "Button"]


def test_numbers_below_zero_have_a_minus_sign_in_the_sentence(outputs):
    exploration = panel([Slider("a", "a", 1, 4, 2, 1)], sentence=lambda frame, a: f"From {-a:g} on.")
    assert exploration.words == "From −2 on."
    assert "From −2 on." in outputs[0]["text/plain"] and "From −2 on." in exploration._live.value


def test_a_slider_hands_its_label_and_range_to_the_browser(outputs):
    exploration = panel([Slider("a", "opening a", 1, 4, 2, 0.5)])
    (control,) = of_kind(exploration.widget, RangeControl)
    state = control.get_state()
    wanted = {"label": "opening a", "low": 1, "high": 4, "value": 2, "step": 0.5, "log": False}
    assert {name: state[name] for name in wanted} == wanted


def test_a_logarithmic_slider_covers_its_range(outputs):
    exploration = panel([Slider("a", "a", 0.1, 10, 1, log=True)], draw=draw)
    (control,) = of_kind(exploration.widget, RangeControl)
    assert (control.low, control.high, control.log) == (0.1, 10, True)
    exploration.set(a=10.0)
    assert line(exploration).get_ydata()[-1] == pytest.approx(10)


def test_a_menu_passes_its_value_not_its_text(outputs):
    exploration = panel([Choice("a", "shape", {"flat": 1.0, "steep": 3.0}, value="steep")])
    assert exploration.words == "At a = 3 the curve ends at 3."
    exploration.set(a=1.0)
    assert exploration.words == "At a = 1 the curve ends at 1."
    assert "shape: flat, steep, now steep" in outputs[0]["text/plain"]


def counted():
    """A `measure` that notes its calls, and the list of them."""
    calls = []

    def noting(**values):
        calls.append(values)
        return measure(**values)

    return noting, calls


def test_before_anything_is_shown_each_combination_of_ends_is_measured_once(outputs):
    noting, calls = counted()
    panel([Slider("a", "a", 1, 4, 2, 1), Slider("shift", "shift", -1, 1, 0)], measure=noting)
    assert sorted((call["a"], call["shift"]) for call in calls) == [(1, -1), (1, 1), (2, 0), (4, -1), (4, 1)]


def test_a_start_at_an_end_is_measured_once(outputs):
    noting, calls = counted()
    panel([Slider("a", "a", 1, 4, 1, 1)], measure=noting)
    assert calls == [{"a": 1}, {"a": 4}]


def test_a_move_measures_once_and_reset_too(outputs):
    noting, calls = counted()
    exploration = panel([Slider("a", "a", 1, 4, 2, 1), Slider("shift", "shift", -1, 1, 0)], measure=noting)
    calls.clear()
    exploration.set(a=3.0)
    assert calls == [{"a": 3, "shift": 0}]
    exploration.set(shift=1.0)
    calls.clear()
    of_kind(exploration.widget, ipywidgets.Button)[0].click()
    assert calls == [{"a": 2, "shift": 0}]


def test_picture_and_sentence_get_the_very_frame_that_was_measured(outputs):
    measured, read = [], []

    def keeping(**values):
        measured.append(measure(**values))
        return measured[-1]

    def reading(artists, frame, **values):
        read.append(frame)
        update(artists, frame)

    def saying(frame, **values):
        read.append(frame)
        return sentence(frame, **values)

    exploration = panel(measure=keeping, update=reading, sentence=saying)
    exploration.set(a=3.0)
    assert read[-1] is read[-2] is measured[-1] is exploration.frame


def test_an_exception_later_is_shown_in_the_sentence_and_the_next_move_works(outputs):
    def fragile(a):
        if a == 3:
            raise ZeroDivisionError("a <b> minus 3")
        return measure(a)

    exploration = panel(measure=fragile)
    picture = exploration.picture
    exploration.set(a=3.0)
    assert exploration.words == "This setting could not be drawn. ZeroDivisionError: a <b> minus 3"
    (live,) = of_kind(exploration.widget, LiveText)
    assert "a &lt;b&gt; minus 3" in live.value
    assert exploration.picture == picture
    assert exploration.frame["y"].iloc[-1] == 2
    exploration.set(a=4.0)
    assert exploration.words == "At a = 4 the curve ends at 4."


@pytest.mark.parametrize("name", ["update", "sentence"])
def test_an_exception_in_update_or_sentence_is_shown_too(outputs, name):
    def fragile(*arguments, a):
        if a == 3:
            raise ZeroDivisionError
        return {"update": update, "sentence": sentence}[name](*arguments, a=a)

    exploration = panel(**{name: fragile})
    exploration.set(a=3.0)
    assert "ZeroDivisionError: " in exploration.words


def test_a_picture_is_a_png_of_at_most_40_kilobytes(outputs):
    exploration = panel()
    encoded = re.search(r"base64,([^\"]+)", exploration.picture)[1]
    assert base64.b64decode(encoded).startswith(b"\x89PNG")
    assert len(exploration.picture) <= 40_000


def test_an_older_copy_without_measure_still_works(outputs):
    def old_draw(a):
        return draw(measure(a))

    def old_update(artists, a):
        update_curves(artists, measure(a))

    exploration = explore(
        old_draw,
        old_update,
        [Slider("a", "opening a", 1, 4, 2, 1)],
        lambda a: f"The curve ends at {a:g}.",
        alt=ALT,
        question=QUESTION,
    )
    exploration.set(a=4.0)
    assert line(exploration).get_ydata()[-1] == 4.0
    assert exploration.words == "The curve ends at 4."


def controls(count):
    return [Slider(name, name, 1, 4, 2, 1) for name in "abcd"[:count]]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"controls": controls(4)}, ValueError, "got 4 controls, expected 1 to 3.*make two explorations"),
        ({"controls": controls(1) * 2}, ValueError, "two controls share a name"),
        ({"controls": 3}, TypeError, r"got the controls 3, expected a list of Slider"),
        ({"controls": [("a", 1, 4)]}, TypeError, r"expected Slider\(…\) or Choice\(…\)"),
        ({"alt": ""}, ValueError, "explore: the figure has no alt text"),
        ({"question": "Move the slider."}, ValueError, "ending with '\\?'"),
        ({"measure": lambda a: [1.0]}, TypeError, "measure returned list, expected a pandas DataFrame"),
        (
            {"draw": lambda frame, a: new_figure()[0]},
            TypeError,
            "draw returned Figure, expected \\(fig, artists\\)",
        ),
        ({"draw": lambda frame, a: (1, 2)}, TypeError, "expected a figure"),
        ({"sentence": lambda frame, a: ""}, ValueError, "at a=2.0 the sentence is empty"),
        ({"sentence": lambda frame, a: f"It is {float('nan')}."}, ValueError, "holds a NaN"),
    ],
)
def test_what_cannot_be_explored_is_refused_and_nothing_is_shown(outputs, options, error, message):
    with pytest.raises(error, match=message):
        panel(**options)
    assert outputs == []


def test_a_range_that_gives_nan_is_refused_with_the_setting(outputs):
    def root(a):
        with np.errstate(invalid="ignore"):
            return pd.DataFrame({"x": X, "y": np.sqrt(a + X), "curve": "parabola"})

    with pytest.raises(
        ValueError, match=r"at a=0.0 the curve 'parabola' has 10 points that are NaN or infinite. Stop the"
    ):
        panel([Slider("a", "a", 0, 4, 2)], measure=root)
    assert outputs == []


def test_a_set_of_points_with_nan_is_refused(outputs):
    def dots(frame, a):
        fig, ax = new_figure()
        ax.set(xlim=(0, 1), ylim=(0, 9))
        return fig, ax.scatter([0.5], [a])

    with pytest.raises(ValueError, match="a set of points holds NaN"):
        panel(draw=dots, update=lambda dot, frame, a: dot.set_offsets([[0.5, a if a < 4 else np.nan]]))


def test_a_range_that_moves_the_axes_is_refused(outputs):
    def moving(artists, frame, a):
        update(artists, frame)
        artists.lines["parabola"].axes.set_ylim(0, a)

    with pytest.raises(ValueError, match=r"at a=2\.0 the axes' limits changed"):
        panel(update=moving)


def test_a_range_that_raises_is_refused_with_the_setting(outputs):
    def refuses(artists, frame, a):
        raise RuntimeError("beta must be positive")

    with pytest.raises(
        ValueError, match=r"at a=2\.0 the figure cannot be drawn: RuntimeError: beta must be positive"
    ):
        panel(update=refuses)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Slider("a b", "a", 0, 1, 0), "expected a word that can be a keyword"),
        (lambda: Slider("a", " ", 0, 1, 0), "Write what the learner reads"),
        (lambda: Slider("a", "a", 1, 1, 1), "low=1 is not below high=1"),
        (lambda: Slider("a", "a", 0, 1, 2), "Start inside the range"),
        (lambda: Slider("a", "a", 0, float("inf"), 0), "high=inf, expected a finite number"),
        (lambda: Slider("a", "a", 0, 1, 0, step=0), "step=0, expected more than 0"),
        (lambda: Slider("a", "a", 0, 1, 0, step=2), "at most 1"),
        (lambda: Slider("a", "a", 0, 1, 0.5, log=True), "needs low > 0"),
        (lambda: Choice("a", "a", ["one"]), "expected two or more"),
        (lambda: Choice("a", "a", "ab"), "expected two or more"),
        (lambda: Choice("a", "a", ["b", "b"]), "must be different"),
        (lambda: Choice("a", "a", ["b", "c"], "d"), "value='d' is none of"),
    ],
)
def test_a_control_that_makes_no_sense_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
