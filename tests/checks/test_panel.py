"""The panel says in words what the symbols say, the same in a terminal and in a notebook, and hides what is hidden."""

import dataclasses
import re
import runpy
from html import unescape
from pathlib import Path

import pytest

from course_lib.checks import TASKS, check, judge, run
from course_lib.checks.judge.verdict import line_of
from course_lib.checks.panel import MIME, SYMBOLS, as_html, as_text, hints_as_html, hints_as_text

ZOO = sorted((Path(__file__).resolve().parents[1] / "zoo" / "01_meet_softplus").glob("*/*.py"))
SOME = [path for path in ZOO if "loop" not in path.name]


def verdict_of(path, seed=0):
    task = TASKS[path.parent.name]
    return judge(task, seed, run(task, runpy.run_path(str(path)), seed=seed))


WRONG = verdict_of(ZOO[0].parents[1] / "01-softplus" / "wrong_naive.py")


def words_of(page):
    page = re.sub(r"<style>[^<]*</style>", "", page)
    page = re.sub(r"</?code>", "`", page)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("path", SOME[::4], ids=lambda path: path.stem)
def test_text_and_page_say_the_same(path):
    verdict = verdict_of(path)
    text, page = as_text(verdict), words_of(as_html(verdict))
    assert f"{verdict.points} of {verdict.out_of}" in text
    for row in [found.why for found in verdict.causes] + [found.next_step for found in verdict.causes]:
        assert re.sub(r"\s+", " ", row) in re.sub(r"\s+", " ", text) and re.sub(r"\s+", " ", row) in page
    for line in verdict.lines if len(verdict.lines) > 1 else ():  # a single line would repeat the headline
        (row,) = [
            row
            for row in text.splitlines()
            if row.startswith(f"  {SYMBOLS[line.state]} {line.state}: ") and line.name in row
        ]
        assert row.strip() in page
    assert len(re.findall("passed: ", text)) <= 2  # the headline's and one for all lines


@pytest.mark.parametrize("path", SOME[::4], ids=lambda path: path.stem)
def test_hidden_panels_show_no_input_and_no_value(path):
    verdict = verdict_of(path, seed=41)
    hidden = verdict.without_inputs()
    for found in verdict.causes:
        if found.witness:
            assert found.witness not in as_text(hidden) and found.witness not in words_of(as_html(hidden))
    assert "Seen:" not in as_text(hidden)
    assert [found.id for found in hidden.causes] == [found.id for found in verdict.causes]


def test_a_telling_input_is_shown_with_your_value_and_the_right_one():
    text = as_text(verdict_of(ZOO[0].parents[1] / "01-softplus" / "wrong_naive.py"))
    assert "at x = 89 (float32, beta = 1.0) your value is inf; 89 is right" in text
    assert f"Expected: {TASKS['01-softplus'].properties['extremes']}" in text and "89.0" not in text


def test_code_between_backticks_is_marked_up_and_nothing_else():
    verdict = verdict_of(ZOO[0].parents[1] / "01-softplus" / "wrong_naive.py")
    page = as_html(verdict)
    assert "so that `exp` only ever sees" in as_text(verdict) and "`" not in page
    assert "so that <code>exp</code> only ever sees" in page
    odd = dataclasses.replace(verdict.causes[0], why="`<b>` and one ` alone")
    assert "<code>&lt;b&gt;</code> and one ` alone" in as_html(dataclasses.replace(verdict, causes=(odd,)))


def test_later_causes_are_folded():
    page = as_html(verdict_of(ZOO[0].parents[1] / "01-softplus" / "wrong_naive.py"))
    assert page.index("Overflow") < page.index("<details>") < page.index("Silent zero")


def test_no_verdict_by_colour():
    for path in SOME[::6]:
        page = re.sub(r"<style>[^<]*</style>", "", as_html(verdict_of(path)))
        assert "color" not in page and "#" not in re.sub(r"&#\w+;", "", page)


def test_what_passed_is_one_line_and_each_failure_has_its_own():
    line = [line_of(name, right, 2) for name, right in zip("abcd", (True, False, True, False), strict=True)]
    verdict = dataclasses.replace(verdict_of(SOME[0]), lines=tuple(line))
    rows = [row.strip() for row in as_text(verdict).splitlines()]
    assert rows[2:5] == ["✗ failed: b (0 of 2)", "✗ failed: d (0 of 2)", "✓ passed: a, c (4 of 4)"]
    assert re.findall(r"<li[^>]*>([^<]*)</li>", as_html(verdict))[:3] == rows[2:5]


def test_cause_and_next_step_are_bold_and_numbers_of_the_witness_are_code():
    cause = dataclasses.replace(
        WRONG.causes[0], witness="at x = -0.001 (float32) your value is 1e-05, not inf", expected="it is 2"
    )
    page = as_html(dataclasses.replace(WRONG, causes=(cause,)))
    for name in ("Cause", "Seen", "Expected", "Next step"):
        assert f"<dt><strong>{name}</strong></dt>" in page
    assert (
        "at x = <code>-0.001</code> (float32) your value is <code>1e-05</code>, not <code>inf</code>" in page
    )
    assert "<dd>it is <code>2</code></dd>" in page


def test_the_number_for_nbgrader_is_not_seen_under_the_panel():
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(WRONG.points)
    assert data["text/plain"] == str(int(WRONG.points)) and re.sub("<[^>]*>", "", data["text/html"]) == ""
    assert type(WRONG.as_data()["points"]) is int


def test_a_check_as_the_last_line_shows_its_panel_once():
    from IPython.core.formatters import DisplayFormatter

    assert DisplayFormatter().format(WRONG) == ({}, {})


def test_hints_are_a_panel_with_the_same_words():
    task = TASKS["01-softplus"]
    text, page = hints_as_text(task, [1, 2]), hints_as_html(task, [1, 2])
    assert text.splitlines()[1] == f"Hint 2 of 3: {task.hints[1]}"
    assert task.hints[0] in words_of(page) and "<strong>Hint 2 of 3</strong>" in page


def test_panels_are_the_same_every_time():
    for path in SOME[::6]:
        assert as_text(verdict_of(path)) == as_text(verdict_of(path))
        assert as_html(verdict_of(path)) == as_html(verdict_of(path))


def test_markup_in_an_answer_is_escaped():
    verdict = judge(TASKS["01-curve"], 0, run(TASKS["01-curve"], "<script>alert(1)</script>"))
    assert "<script>" not in as_html(verdict) and "<script>" in as_text(verdict)


def test_in_a_notebook_one_display_holds_text_page_and_data(monkeypatch, tmp_path):
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.setattr("course_lib.checks.learner.in_notebook", lambda: True)
    InteractiveShell.instance()
    try:
        with capture_output() as seen:
            verdict = check("01-beta", 20.0)
    finally:
        InteractiveShell.clear_instance()
    (output,) = seen.outputs
    assert set(output.data) == {"text/plain", "text/html", MIME}
    assert output.data[MIME]["causes"][0]["id"] == "gap-is-one-over-beta" == verdict.causes[0].id


def test_a_terminal_without_unicode_still_gets_an_answer(monkeypatch, tmp_path):
    import io
    import sys

    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    check("01-beta", 20.0)
    narrow.flush()
    assert b"Points: 0 of 2" in narrow.buffer.getvalue()
