"""``routes``: only ways whose lessons are there, with the minutes that the lessons state."""

import json

import pytest

from course_lib.lesson import routes
from course_lib.lesson.route_table import ROUTES, as_html, as_text, in_hours, rows

TIMES = {
    "00": "core about 25 minutes (estimate)",
    "01": "core about 30 minutes, deeper part about 5 minutes, exercises about 35 minutes (estimates)",
    "03": "core about 40 minutes (estimate)",
    "05": "core about 45 minutes, exercises about 40 minutes (estimates)",
}


@pytest.fixture
def course(tmp_path):
    (tmp_path / "notebooks").mkdir()
    for number, time in TIMES.items():
        cell = {"cell_type": "markdown", "source": f"# {number} · Title\n\n**Time:** {time}."}
        path = tmp_path / "notebooks" / f"{number}_name.ipynb"
        path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    return tmp_path


def test_a_route_through_a_lesson_that_is_missing_is_not_shown(course):
    wanted = [row.wanted for row in rows(course)]
    assert wanted == ["everything", "the essentials", "a number that stays positive"]
    (course / "notebooks" / "03_name.ipynb").unlink()
    assert [row.wanted for row in rows(course)] == ["everything", "a number that stays positive"]


def test_minutes_are_summed_as_the_lessons_state_them(course):
    everything, essentials, positive = rows(course)
    assert everything.numbers == essentials.numbers == ("01", "03", "05")
    assert everything.minutes == (30 + 40 + 45, 30 + 5 + 35 + 40 + 45 + 40)
    assert positive.minutes == (75, 155)


def test_without_a_course_there_is_no_route(tmp_path):
    assert rows(None) == rows(tmp_path) == ()


def test_each_row_is_in_the_text_and_in_the_table(course):
    found = rows(course)
    for row in found:
        assert row.wanted in as_text(found)
        assert f'<th scope="row">{row.wanted}</th><td>{", ".join(row.numbers)}</td>' in as_html(found)
    assert "core about 2 hours, with deeper parts and exercises about 3½ hours" in as_text(found)


@pytest.mark.parametrize(
    "minutes, words",
    [
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1½ hours"),
        (90, "1½ hours"),
        (91, "2 hours"),
        (330, "5½ hours"),
    ],
)
def test_minutes_in_words(minutes, words):
    assert in_hours(minutes) == words


def test_a_lesson_shows_one_output_with_the_course_that_is_here(outputs):
    routes()
    (shown,) = outputs
    assert shown["text/plain"].startswith("everything: lessons 01, 02, ") and "<table>" in shown["text/html"]


def test_every_route_names_lessons_in_order():
    for route in ROUTES:
        assert list(route.numbers) == sorted(set(route.numbers)) and "00" not in route.numbers
