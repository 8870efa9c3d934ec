"""A learner's copy of an older version of a lesson still works with the package of today.

fixtures/older_lessons.json holds what the seven lessons of commit f128c15 ask the package for; `lesson_code.py` made it.
"""

import json
from pathlib import Path

import pytest

import course_lib.lesson
from course_lib.lesson import explore

OLDER = json.loads(
    Path(__file__).with_name("fixtures").joinpath("older_lessons.json").read_text(encoding="utf-8")
)
VERBS = ("explore(", "predict(", "quiz(", "recall(", "state(")


@pytest.mark.parametrize("path", OLDER["lessons"])
def test_an_older_copy_still_works(path, outputs, monkeypatch):
    panels = []

    def keeping(*arguments, **words):
        panels.append(explore(*arguments, **words))

    monkeypatch.setattr(course_lib.lesson, "explore", keeping)
    lines = OLDER["lessons"][path]
    exec("\n".join(lines), {"__name__": "lesson"})
    asked = [line for line in lines if line.startswith(VERBS)]
    assert len(outputs) == len(asked) - sum(line.startswith("state(") for line in asked)
    for panel in panels:
        words, picture, control = panel.words, panel.picture, panel.controls[0]
        panel.set(**{control.name: control.ends[-1]})
        assert panel.words != words
        assert panel.picture != picture


def test_all_lessons_of_that_commit_are_there():
    assert [path[10:12] for path in OLDER["lessons"]] == ["00", "01", "02", "03", "04", "05", "06"]
    lines = [line for lesson in OLDER["lessons"].values() for line in lesson]
    assert sum(line.startswith("explore(") for line in lines) == 8
