"""``progress``: counts from the notebooks' ids and the record, as a panel and on the command line."""

import json
import os
import subprocess
import sys

import pytest

from course_lib import journal
from course_lib.lesson import progress, progress_table
from course_lib.lesson.syllabus import syllabus


def save(path, *cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = [{"cell_type": kind, "source": source} for kind, source in cells]
    path.write_text(json.dumps({"cells": content}), encoding="utf-8")


@pytest.fixture
def course(tmp_path):
    save(
        tmp_path / "notebooks" / "01_meet.ipynb",
        ("markdown", "# 01 · Meet softplus\n\npredict('01-P9') in prose is no prediction"),
        ("code", 'predict("01-P1", "…")'),
        ("code", ["quiz(\n", "    '01-Q1', '…')\n", 'recall("01-R1", [])']),
        ("code", 'predict("01-P2", "…")'),
    )
    save(tmp_path / "notebooks" / "02_slope.ipynb", ("markdown", "no heading"))
    save(
        tmp_path / "exercises" / "01_meet" / "01_meet.ipynb",
        ("code", 'check("01-softplus", f)'),
        ("code", 'check("01-softplus", f)\ncheck("01-gap", f)'),
    )
    return tmp_path


def test_the_syllabus_is_read_from_the_notebooks(course):
    first, second = syllabus(course)
    assert (first.number, first.title) == ("01", "Meet softplus")
    assert first.predictions == ("01-P1", "01-P2")
    assert first.questions == ("01-Q1", "01-R1")
    assert first.tasks == ("01-softplus", "01-gap")
    assert (second.title, second.predictions) == ("02_slope", ())


def test_a_notebook_that_cannot_be_read_counts_as_empty(course):
    (course / "notebooks" / "02_slope.ipynb").write_text("{", encoding="utf-8")
    assert syllabus(course)[1].tasks == ()


def test_what_is_done_is_counted(course):
    journal.keep_prediction("01-P1", "a")
    journal.keep_answer("01-Q1", "a", True)
    journal.keep_answer("01-R1", "a", True)
    journal.keep_answer("01-R1", "b", False)
    journal.keep_attempt("01-softplus", 4, 4)
    journal.keep_attempt("01-softplus", 1, 4)
    journal.keep_attempt("01-gap", 1, 2)
    row, empty = progress_table.rows(course)
    assert (row.predictions, row.questions, row.tasks) == ((1, 2), (1, 2), (1, 2))
    assert row.share == pytest.approx(0.5)
    assert empty.share == 0.0


def test_the_table_has_a_bar_and_words(course):
    journal.keep_prediction("01-P1", "a")
    journal.keep_prediction("01-P2", "a")
    journal.keep_answer("01-Q1", "a", True)
    text = progress_table.as_text(progress_table.rows(course))
    lines = text.splitlines()
    assert lines[0].split() == ["lesson", "predictions", "questions", "tasks"]
    assert lines[1].split()[:4] == ["01", "Meet", "softplus", "2"]
    assert "[######......]  50%" in lines[1]
    html = progress_table.as_html(progress_table.rows(course))
    assert '<progress max="100" value="50" aria-label="Meet softplus"></progress> 50%' in html
    assert html.count('scope="row"') == 2 and html.count('scope="col"') == 5


def test_the_stored_output_holds_no_progress(outputs, course, monkeypatch):
    monkeypatch.setattr(progress_table, "course_root", lambda: course)
    progress()
    journal.keep_prediction("01-P1", "a")
    panel = progress()
    assert outputs[0]["text/plain"] == outputs[1]["text/plain"]
    assert panel.rows[0].predictions == (1, 2)


def test_a_damaged_record_is_mentioned(outputs, course, own_journal, monkeypatch):
    monkeypatch.setattr(progress_table, "course_root", lambda: course)
    own_journal.mkdir()
    (own_journal / "journal.json").write_text("{", encoding="utf-8")
    with pytest.warns(journal.JournalWarning):
        journal.record()
    panel = progress()
    assert "Nothing was deleted" in panel.widget.children[0].value


def test_without_the_course_beside_the_package_it_says_so(outputs, monkeypatch, capsys):
    monkeypatch.setattr(progress_table, "course_root", lambda: None)
    assert "were not found" in progress().widget.children[0].value
    assert progress_table.progress_command() == 1
    assert "No lessons found" in capsys.readouterr().out


def test_on_the_command_line(own_journal):
    journal.keep_prediction("00-P1", "a")
    done = subprocess.run(
        [sys.executable, "-m", "course_lib", "progress"],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if "No lessons found" in done.stdout:
        assert done.returncode == 1
    else:
        assert done.returncode == 0 and done.stdout.startswith("lesson")
    assert done.stderr == ""
