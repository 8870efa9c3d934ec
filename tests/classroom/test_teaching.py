"""TEACHING.md names commands, settings and causes that exist, and treats every assignment."""

import re

from submissions import ROOT

from course_lib.checks import TASKS
from course_lib.checks.judge.diagnoses.order import ORDER
from course_lib.classroom import assignments
from course_lib.tasks import FunctionTask, NumberTask

TEXT = (ROOT / "TEACHING.md").read_text(encoding="utf-8")


def test_every_assignment_has_its_line_and_its_mistakes():
    for name in assignments(ROOT):
        number, words = name[:2], name[3:].replace("_", " ")
        assert re.search(rf"^\| {number} ", TEXT, re.MULTILINE), name
        section = re.search(rf"^### {number} .*?(?=^#|\Z)", TEXT, re.MULTILINE | re.DOTALL)
        assert section and section[0].count("\n- ") >= 3, f"{name} ({words}) needs three typical mistakes"


def test_named_commands_exist():
    from nbgrader.apps import NbGraderApp

    named = set(re.findall(r"`nbgrader (\w+)", TEXT))
    assert named and named <= set(NbGraderApp.subcommands)


def test_named_causes_exist():
    known = {one.id for one in ORDER}
    for task in TASKS.values():
        if isinstance(task, FunctionTask):
            known |= {mistake.cause.id for mistake in task.mistakes}
        elif isinstance(task, NumberTask):
            known |= {number.cause.id for number in task.known}
    named = {
        name
        for group in re.findall(r"\(((?:\*[a-z-]+\*(?:, )?)+)\)", TEXT)
        for name in re.findall(r"\*([a-z-]+)\*", group)
    }
    assert named and named <= known, named - known


def test_minutes_of_the_exercises_are_those_of_the_notebooks():
    for name in assignments(ROOT):
        first = (ROOT / "exercises" / name / f"{name}.ipynb").read_text(encoding="utf-8")
        minutes = re.search(r"About (\d+) minutes", first)
        assert minutes and row_of(name)["exercises"] == minutes[1], name


def test_points_read_by_hand_are_those_of_the_specs():
    for name in assignments(ROOT):
        by_hand = sum(
            task.out_of for task in TASKS.values() if task.lesson == name[:2] and task.kind == "text"
        )
        assert row_of(name)["read by hand"] == (f"{by_hand} points" if by_hand else "–"), name


def row_of(name):
    """The lesson's row in the table of minutes, by the names of its columns."""
    rows = [
        re.search(pattern, TEXT, re.MULTILINE)[0] for pattern in (r"^\| lesson .*$", rf"^\| {name[:2]} .*$")
    ]
    head, cells = ([cell.strip() for cell in row.split("|")] for row in rows)
    return dict(zip(head, cells, strict=True))
