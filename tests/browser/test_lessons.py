"""Lessons 00 and 01 as a learner meets them: a real JupyterLab, a real browser, only the keyboard."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LESSONS = ("00_start_here", "01_meet_softplus")
SERIOUS = {"serious", "critical"}


@pytest.fixture(params=LESSONS)
def lesson(request, open_lesson):
    return open_lesson(request.param)


def journal(home):
    return json.loads((home / "private" / "journal" / "journal.json").read_text(encoding="utf-8"))


def choose(page, panel, text):
    """Tab to the option's radio button and press Space, then Tab to the button and press Enter."""
    option = panel.locator("label", has_text=text).locator("input[type=radio]")
    option.focus()
    page.page.keyboard.press("Space")
    expect(option).to_be_checked()
    for _ in range(10):
        page.page.keyboard.press("Tab")
        if page.page.evaluate("() => document.activeElement.tagName") == "BUTTON":
            break
    page.page.keyboard.press("Enter")


def test_all_cells_run_without_an_error(lesson):
    cells = [cell for cell in lesson.save_and_read()["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert len(outputs) > 5
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]


def test_the_browser_does_not_complain_and_asks_nobody_else(lesson):
    assert lesson.errors == []
    assert lesson.outside == []


def test_every_figure_is_visible_with_its_alt_text(lesson):
    images = lesson.page.locator(".jp-OutputArea-output img")
    assert images.count() >= 1
    for number in range(images.count()):
        alt, width = images.nth(number).evaluate("image => [image.alt, image.naturalWidth]")
        assert len(alt) >= 30 and width >= 300


def test_the_slider_moves_picture_and_sentence_from_the_keyboard(lesson):
    panel = lesson.panel("explore")
    slider, box = panel.locator("input[type=range]").first, panel.locator("input[type=number]").first
    sentence, picture = panel.locator(".course-sentence"), panel.locator("img")
    before, words, pixels = slider.input_value(), sentence.inner_text(), picture.get_attribute("src")
    slider.focus()
    lesson.page.keyboard.press("ArrowRight")
    expect(sentence).not_to_have_text(words)
    expect(picture).not_to_have_attribute("src", pixels)
    moved = slider.input_value()
    assert float(moved) > float(before)
    assert float(box.input_value()) == pytest.approx(float(moved))
    assert picture.get_attribute("alt") == sentence.inner_text()
    assert slider.evaluate("element => document.activeElement === element")


def test_the_number_box_and_reset_move_it_too(lesson):
    panel = lesson.panel("explore")
    slider, box = panel.locator("input[type=range]").first, panel.locator("input[type=number]").first
    sentence = panel.locator(".course-sentence")
    panel.get_by_role("button", name="Reset").focus()
    lesson.page.keyboard.press("Enter")
    lesson.page.wait_for_timeout(300)
    start, words = box.input_value(), sentence.inner_text()
    box.fill("2.5")
    box.press("Tab")
    expect(sentence).not_to_have_text(words)
    assert float(slider.input_value()) == pytest.approx(2.5, abs=0.05)
    box.fill("1e9")
    box.press("Tab")
    expect(box).to_have_value(slider.get_attribute("max"))
    panel.get_by_role("button", name="Reset").focus()
    lesson.page.keyboard.press("Enter")
    expect(sentence).to_have_text(words)
    assert box.input_value() == start


def test_the_end_keys_reach_both_ends_and_the_sentence_stays_finite(lesson):
    panel = lesson.panel("explore")
    slider, sentence = panel.locator("input[type=range]").first, panel.locator(".course-sentence")
    slider.focus()
    for key, end in (("Home", "min"), ("End", "max")):
        words = sentence.inner_text()
        lesson.page.keyboard.press(key)
        expect(slider).to_have_value(slider.get_attribute(end))
        expect(sentence).not_to_have_text(words)
        assert "could not be drawn" not in sentence.inner_text() and "nan" not in sentence.inner_text()


def test_the_sentence_is_announced(lesson):
    """The live region is the same element before and after: only then does a screen reader speak."""
    panel = lesson.panel("explore")
    region = panel.get_by_role("status")
    assert region.get_attribute("aria-live") == "polite"
    region.evaluate("element => { element.dataset.mark = 'kept'; }")
    words = panel.locator(".course-sentence").inner_text()
    panel.locator("input[type=range]").first.focus()
    lesson.page.keyboard.press("ArrowLeft")
    expect(panel.locator(".course-sentence")).not_to_have_text(words)
    assert region.get_attribute("data-mark") == "kept"


def test_a_wrong_answer_gets_its_reason_and_a_right_one_too(lesson, home):
    panel = lesson.panel("quiz")
    said = {}
    for option in panel.locator("input[type=radio]").all():
        text = option.evaluate("element => element.parentElement.textContent")
        choose(lesson, panel, text)
        expect(panel.get_by_role("status")).not_to_be_empty()
        lesson.page.wait_for_timeout(200)
        said[text] = panel.get_by_role("status").inner_text()
    right = [words for words in said.values() if words.startswith("✓ Right.")]
    wrong = {text: words for text, words in said.items() if words.startswith("✗ Not so: “")}
    assert len(right) == 1 and len(wrong) == len(said) - 1 >= 1
    for text, words in wrong.items():
        assert f"“{text}”" in words and len(words.split()) >= 8 + len(text.split())


def test_a_prediction_is_kept_over_a_reload(open_lesson, home):
    lesson = open_lesson("01_meet_softplus")
    panel = lesson.panel("predict")
    text = panel.locator("label", has=lesson.page.locator("input[type=radio]")).first.inner_text()
    choose(lesson, panel, text)
    kept = f"Kept: you predicted “{text}”"
    expect(panel.get_by_role("status")).to_contain_text(kept)
    assert "agrees" not in panel.inner_text() and "differs" not in panel.inner_text()
    assert journal(home)["predictions"]["01-P1"]["choice"] == text
    lesson.page.evaluate("async () => { await window.jupyterapp.commands.execute('docmanager:save'); }")
    lesson.open()
    lesson.page.evaluate(
        "async () => { await window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart(); }"
    )
    lesson.run_all()
    panel = lesson.panel("predict")
    expect(panel.get_by_role("status")).to_contain_text(kept)
    expect(panel.locator("input[type=radio]").first).to_be_checked()
    assert f"You predicted\n{text}" in lesson.panel("compare").inner_text()


def test_axe_finds_nothing_serious_in_our_outputs(lesson):
    findings = Axe().run(lesson.page, context=[[".jp-OutputArea-output"]]).response["violations"]
    serious = [
        (one["id"], one["impact"], one["nodes"][0]["html"]) for one in findings if one["impact"] in SERIOUS
    ]
    assert serious == []


def test_axe_would_find_a_picture_without_alt_text(lesson):
    lesson.page.evaluate(
        "() => document.querySelector('.jp-OutputArea-output img').insertAdjacentHTML("
        "'afterend', '<img id=\"mute\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">')"
    )
    try:
        findings = Axe().run(lesson.page, context=[[".jp-OutputArea-output"]]).response["violations"]
    finally:
        lesson.page.evaluate("() => document.getElementById('mute').remove()")
    assert "image-alt" in {one["id"] for one in findings if one["impact"] in SERIOUS}
