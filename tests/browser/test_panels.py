"""The look of panels where a learner meets them: sizes, themes, what is folded and how the keyboard opens it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import ROOT
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SMALL = {"width": 1280, "height": 800}  # a common laptop, JupyterLab's side bar open
LESSONS = sorted(
    path.stem
    for path in (ROOT / "notebooks").glob("*.ipynb")
    if '"explore(' in path.read_text(encoding="utf-8")
)


@pytest.fixture(params=LESSONS[:2])
def lesson(request, open_lesson):
    return open_lesson(request.param)


def boxes(panel):
    """Places of picture, controls and sentence."""
    panel.locator("img").scroll_into_view_if_needed()
    controls = panel.locator(".course-range, .widget-dropdown")
    return (
        panel.locator("img").bounding_box(),
        [controls.nth(number).bounding_box() for number in range(controls.count())],
        panel.locator(".course-sentence").bounding_box(),
    )


def below(box):
    return box["y"] + box["height"]


def test_figure_controls_and_sentence_fit_on_a_laptop(lesson):
    size = lesson.page.viewport_size
    lesson.page.set_viewport_size(SMALL)
    try:
        lesson.page.wait_for_timeout(300)
        assert lesson.page.locator("#jp-left-stack").is_visible()
        room = lesson.page.locator(".jp-WindowedPanel-outer, .jp-Notebook").first.bounding_box()
        panel = lesson.panel("explore")
        picture, controls, sentence = boxes(panel)
        assert below(sentence) - picture["y"] <= room["height"] - 60  # and the question above them
        assert picture["x"] + picture["width"] <= room["x"] + room["width"]
        for control in controls:
            assert below(picture) <= control["y"] + 1 and below(control) <= sentence["y"] + 1
        assert sentence["y"] - below(controls[-1]) <= 16, "the sentence stands directly under the controls"
        assert panel.locator("input[type=range]").first.bounding_box()["width"] >= 300
    finally:
        lesson.page.set_viewport_size(size)


def test_the_length_of_the_sentence_moves_nothing(lesson):
    panel = lesson.panel("explore")
    picture, controls, _ = boxes(panel)
    sentence = panel.locator(".course-sentence")
    kept = sentence.inner_html()
    for words in ("Short.", "A long sentence, " * 11):
        sentence.evaluate("(one, words) => { one.textContent = words; }", words)
        assert boxes(panel)[:2] == (picture, controls)
    sentence.evaluate("(one, words) => { one.innerHTML = words; }", kept)


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_panels_follow_the_theme_and_can_be_read_in_it(lesson, theme):
    change = "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', {theme}); }"
    lesson.page.evaluate(change, theme)
    try:
        lesson.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=str(theme.endswith("Light")).lower()
        )
        for kind in ("predict", "quiz", "explore", "compare"):
            colour = lesson.panel(kind).evaluate("panel => getComputedStyle(panel).backgroundColor")
            paper = [int(part) for part in re.findall(r"\d+", colour)[:3]]
            assert (min(paper) > 200) == theme.endswith("Light"), (kind, colour)
        found = Axe().run(lesson.page, context=[[".course-panel"]], options={"runOnly": ["color-contrast"]})
        assert [one["nodes"][0]["html"] for one in found.response["violations"]] == []
    finally:
        lesson.page.evaluate(change, "JupyterLab Light")


def test_an_explanation_is_folded_and_the_space_key_opens_it(open_lesson):
    lesson = open_lesson("01_meet_softplus")
    details = lesson.page.locator(".jp-RenderedMarkdown details").first
    details.scroll_into_view_if_needed()
    assert details.evaluate("one => one.open") is False
    details.locator("summary").focus()
    lesson.page.keyboard.press("Space")
    assert details.evaluate("one => one.open") is True
    expect(details.locator("p").first).to_be_visible()
    border = details.evaluate("one => getComputedStyle(one).borderTopStyle")
    assert border == "solid", "the panels' stylesheet reaches the explanations"
    lesson.page.keyboard.press("Space")


def test_plotting_code_is_one_line_that_a_click_opens(open_lesson):
    lesson = open_lesson("01_meet_softplus")
    folded = lesson.page.locator(".jp-InputPlaceholder")
    count = folded.count()
    assert count >= 1
    expect(folded.first).to_contain_text("# Plot: ")
    folded.first.click()
    expect(folded).to_have_count(count - 1)
