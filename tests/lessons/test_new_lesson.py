"""A new lesson passes every row of the rubric once it has run, and its number is free."""

import json

import new_lesson
import pytest
import rubric
import run_notebook
from rubric_rows.lesson import Lesson


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one lesson, so that nothing is written into this one."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "08_taken.ipynb").write_text('{"cells": []}', encoding="utf-8")
    (tmp_path / "questions").mkdir()
    monkeypatch.setattr(new_lesson, "ROOT", tmp_path)
    monkeypatch.setenv("COURSE_QUESTIONS", str(tmp_path / "questions"))
    return tmp_path


def test_a_new_lesson_passes_the_rubric_when_it_has_run(course, capsys):
    """Number 77 has no tasks and no claims that it would owe."""
    assert new_lesson.main(["77", "units_that_die"]) == 0
    assert "next: python tools/run_notebook.py notebooks/77_units_that_die.ipynb" in capsys.readouterr().out
    path = course / "notebooks" / "77_units_that_die.ipynb"
    assert run_notebook.main([str(path)]) == 0
    findings = rubric.check(Lesson.read(path), rubric.course_context(path))
    assert not [finding for row in findings.values() for finding in row]
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]
    assert first[0] == "# 77 · Units that die\n"


def test_a_lesson_with_objectives_owes_their_tasks(course):
    path = new_lesson.write_lesson(course / "notebooks", "13", "judge")
    assert len(rubric.check_row_06(Lesson.read(path), rubric.Context())) == 2


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["8", "signals"], "the number is '8'; expected two digits"),
        (["01", "signals"], "the number is '01'"),
        (["09", "Signals that fade"], "the name is 'Signals that fade'; expected lower-case words"),
        (["09", "../signals"], "expected lower-case words"),
        (["08", "signals"], "lesson 08 is there"),
    ],
)
def test_what_cannot_be_written_is_refused(course, capsys, arguments, said):
    with pytest.raises(SystemExit) as stopped:
        new_lesson.main(arguments)
    assert stopped.value.code == 2 and said in capsys.readouterr().err
    assert [path.name for path in (course / "notebooks").iterdir()] == ["08_taken.ipynb"]
