"""Words as HTML, and a stylesheet that follows the page's theme with text that can be read."""

import re

import pytest

from course_lib.figures import contrast
from course_lib.page import message, minus, prose, rows, styled, stylesheet


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("at -4", "at −4"), ("(-0.5, -.5)", "(−0.5, −.5)"), ("10^-9", "10^−9"), ("-inf and -∞", "−inf and −∞"),
        ("x=-1", "x=−1"), ("from 3-5", "from 3-5"), ("4e-08", "4e-08"), ("x - 1", "x - 1"), ("01-P1", "01-P1"),
        ("log1p-form", "log1p-form"), ("a -inflation", "a -inflation"), ("f(x)-1", "f(x)-1"),
        ("`x = -4`", "`x = -4`"), ("-x", "-x"),
    ],
)  # fmt: skip
def test_a_minus_sign_stands_before_numbers_below_zero_only(text, wanted):
    assert minus(text) == wanted


def test_prose_marks_up_code_and_emphasis_and_escapes_the_rest():
    assert prose("<b> `a*b*c < -1` *one* **two**") == (
        "&lt;b&gt; <code>a*b*c &lt; -1</code> <em>one</em> <strong>two</strong>"
    )
    assert (
        rows([("<", "<em>x</em>")])
        == '<dl class="course-rows"><dt><strong>&lt;</strong></dt><dd><em>x</em></dd></dl>'
    )


def test_a_message_has_a_sign_and_an_unknown_kind_is_refused():
    assert message("No.", "wrong") == '<p class="course-message" data-kind="wrong">✗ No.</p>'
    with pytest.raises(ValueError, match=r"unknown kind 'green'.*saved"):
        message("x", "green")


def test_the_stylesheet_travels_whole_and_holds_no_markup():
    page = styled("<p>x</p>")
    assert page == f"<style>{stylesheet()}</style><p>x</p>"
    assert "<" not in stylesheet() and "/*" not in stylesheet() and "url(" not in stylesheet()
    assert stylesheet().count("{") == stylesheet().count("}") > 20
    assert len(stylesheet()) < 9_000  # it is stored in each output of a lesson


THEMES = {"light": ("#ffffff", "#212121"), "dark": ("#111111", "#ffffff")}  # JupyterLab's paper and ink


def mixed(first, share, second):
    channels = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in channels)


@pytest.mark.parametrize("theme", THEMES)
def test_text_in_every_colour_has_enough_contrast_in_both_themes(theme):
    paper, ink = THEMES[theme]
    known = {"var(--course-ink)": ink, "var(--course-paper)": paper}
    mixes = re.findall(r"--course-(\w+): color-mix\(in srgb,(\S+) (\d+)%,(var\([\w-]+\))\)", stylesheet())
    colours = {
        name: mixed(known.get(one, one), int(share) / 100, known[other]) for name, one, share, other in mixes
    }
    assert set(colours) >= {"quiet", "blue", "green", "red", "field", "tint", "line"}
    for background in (paper, colours["tint"]):
        for name in ("quiet", "blue", "green", "red"):
            assert contrast(colours[name], background) >= 4.5, name
        assert contrast(ink, background) >= 4.5
    assert contrast(colours["field"], paper) >= 3  # the edge of a box to type in
    assert contrast("#ffffff", "#0072b2") >= 4.5  # words on a button
