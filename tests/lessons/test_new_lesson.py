"""A new lesson has all its places at once, passes the rubric and the tests of each room, and is made whole or not at all."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import new_lesson
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(
    "__pycache__", ".*", "my_course", "text", "submitted", "autograded", "feedback"
)
FOLDERS = ("course_lib", "exercises", "notebooks", "solutions", "tests", "tools")
NARROW = (
    "tests/tasks/test_words.py",
    "tests/tasks/test_lessons_apart.py",
    "tests/zoo/test_zoo.py",
    "tests/claims/test_claims.py",
    "tests/classroom/test_exercises.py",
    "tests/classroom/test_teaching.py",
    "tests/house/test_lesson_imports.py",
    "tests/lessons/test_lessons.py",
)


def copy_of_the_course(folder):
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=NOT_COPIED)
    (folder / "docs").mkdir()
    for path in [*ROOT.glob("*.*"), ROOT / "Makefile"]:
        if path.is_file():
            shutil.copy(path, folder)
    return folder


def call(course, *words):
    return subprocess.run(
        [sys.executable, *words],
        cwd=course,
        env=os.environ | {"PYTHONPATH": str(course), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )


def files(course):
    """Path → content, without what Python keeps compiled."""
    return {
        path.relative_to(course).as_posix(): path.read_bytes()
        for path in course.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A copy of the course, and what it held before and after `new_lesson.py 77 units_that_die`."""
    course = copy_of_the_course(tmp_path_factory.mktemp("course"))
    before = files(course)
    done = call(course, "tools/new_lesson.py", "77", "units_that_die")
    assert done.returncode == 0, done.stderr
    return course, before, files(course), done.stdout


@pytest.mark.slow
def test_every_place_is_made_and_named(made):
    _, before, after, said = made
    new = sorted(set(after) - set(before))
    assert {f"wrote {name}" for name in new} <= set(said.splitlines())
    for name in (
        "notebooks/77_units_that_die.ipynb",
        "solutions/77_units_that_die/77_units_that_die.ipynb",
        "exercises/77_units_that_die/77_units_that_die.ipynb",
        "course_lib/lesson/questions/lesson_77.toml",
        "course_lib/tasks/lesson_77/__init__.py",
        "course_lib/claims/ledger/lesson_77.py",
        "tests/claims/refutations_77.py",
    ):
        assert name in new
    assert sum(name.startswith("tests/zoo/77_units_that_die/") for name in new) >= 8
    first = json.loads(after["notebooks/77_units_that_die.ipynb"])["cells"][0]["source"]
    assert first[0] == "# 77 · Units that die\n"


@pytest.mark.slow
def test_nothing_else_changes_but_the_two_pages(made):
    _, before, after, _ = made
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"README.md", "TEACHING.md"}
    for page, row in (("README.md", "| 77 | [Units that die]"), ("TEACHING.md", "| 77 Units that die |")):
        assert row in after[page].decode("utf-8")
    assert "### 77 units that die" in after["TEACHING.md"].decode("utf-8")


@pytest.mark.slow
def test_no_placeholder_is_left(made):
    _, before, after, _ = made
    for name in set(after) - set(before):
        text = after[name].decode("utf-8")
        if name.endswith(".ipynb"):  # a picture in base64 may hold any letters
            text = "\n".join(cell.source for cell in nbformat.reads(text, as_version=4).cells)
        assert not any(word in text for word in ("NN", "TITLE", 'CLAIM"')), name


@pytest.mark.slow
def test_it_passes_the_rubric_and_the_tests_of_each_room(made):
    course, before, after, _ = made
    rubric = call(course, "tools/rubric.py", "notebooks/77_units_that_die.ipynb")
    assert rubric.returncode == 0 and rubric.stdout.count(" ok") == 16, rubric.stdout
    programs = [name for name in set(after) - set(before) if name.endswith(".py") and "zoo" not in name]
    lint = call(course, "-m", "ruff", "check", "--no-cache", *programs)
    assert lint.returncode == 0, lint.stdout
    claim = new_lesson.free_claim()
    words = ["-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *NARROW]
    tested = call(course, *words, "-k", f"77 or {claim} or named_causes or every_assignment or by_hand")
    assert tested.returncode == 0, tested.stdout


@pytest.mark.slow
def test_a_second_time_it_is_refused(made):
    course, _, after, _ = made
    done = call(course, "tools/new_lesson.py", "77", "another_name")
    assert (
        done.returncode == 2 and "lesson 77 is there: course_lib/claims/ledger/lesson_77.py, " in done.stderr
    )
    assert files(course) == after


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["lesson.py", "solution.py", "claims.py", "tasks/height.toml"])
def test_a_step_that_fails_leaves_nothing(made, broken):
    course = made[0]
    path = course / "tools" / "lesson_template" / broken
    whole = path.read_text(encoding="utf-8")
    try:
        path.write_text(whole.replace("import math", "import maths").replace("import torch", "import torches")
                        .replace("hints =", "hint ="), encoding="utf-8")  # fmt: skip
        before = files(course)
        done = call(course, "tools/new_lesson.py", "78", "broken")
        assert done.returncode != 0 and files(course) == before
        assert not [one for one in course.rglob("*78*") if "__pycache__" not in one.parts]
    finally:
        path.write_text(whole, encoding="utf-8")


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A course of one lesson, so that nothing is written into this one."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "08_taken.ipynb").write_text('{"cells": []}', encoding="utf-8")
    monkeypatch.setattr(new_lesson, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["8", "signals"], "the number is '8'; expected two digits"),
        (["01", "signals"], "the number is '01'"),
        (["09", "Signals that fade"], "the name is 'Signals that fade'; expected lower-case words"),
        (["09", "../signals"], "expected lower-case words"),
        (["08", "signals"], "lesson 08 is there: notebooks/08_taken.ipynb"),
    ],
)
def test_what_cannot_be_written_is_refused(small, capsys, arguments, said):
    with pytest.raises(SystemExit) as stopped:
        new_lesson.main(arguments)
    assert stopped.value.code == 2 and said in capsys.readouterr().err
    assert sorted(path.name for path in small.rglob("*")) == ["08_taken.ipynb", "notebooks"]


def test_an_interrupt_takes_everything_back(small, monkeypatch):
    """Also Ctrl-C, in the middle of the writing."""
    (small / "README.md").write_text("as it was", encoding="utf-8")

    def half():
        with new_lesson.all_or_nothing(small, ("README.md",)) as made:
            new_lesson.write(small / "a" / "b" / "c.txt", "c", made)
            (small / "README.md").write_text("other", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert sorted(path.name for path in small.rglob("*")) == ["08_taken.ipynb", "README.md", "notebooks"]
    assert (small / "README.md").read_text(encoding="utf-8") == "as it was"
