"""The class report: shares of each cause, and a reason for each submission that could not be run."""

import re

import pytest
from submissions import ASSIGNMENT, BROKEN, STUDENTS
from teacher import classroom

from course_lib.classroom import class_report
from course_lib.classroom.report import as_html, as_text, write_page


@pytest.fixture(scope="module")
def report(course):
    return class_report(course.root, ASSIGNMENT)


def test_every_student_is_counted_once(report):
    assert report.students == len(STUDENTS) + len(BROKEN)
    softplus = next(one for one in report.tasks if one.task.id == "01-softplus")
    ran = len(STUDENTS) + sum(points is not None for _, points in BROKEN.values())
    assert (
        sum(softplus.states.values()) == softplus.students == ran - 1
    )  # the transformer left no verdict at all


def test_shares_are_those_of_the_class(report):
    softplus = next(one for one in report.tasks if one.task.id == "01-softplus")
    counts = {name: count for name, _, count in softplus.causes}
    assert (
        counts["overflow"] == 4
    )  # naive, also with its check edited; log1p; where: float16 ends below its switch
    assert (
        counts["missing-name"] == 4
    )  # the renamed and the mistyped function, the two without an answer cell
    assert counts["corner-slope"] == 1
    assert counts["calls-ready-form"] == 2  # the one that says so, and the one that hides its source
    assert [count for _, _, count in softplus.causes] == sorted(counts.values(), reverse=True)
    statements = next(one for one in report.tasks if one.task.id == "01-statements")
    assert {name for name, _, _ in statements.causes} == {
        "never-zero-true",
        "differs-on-the-left-only-true",
        "missing-name",
    }


def test_each_broken_submission_has_its_own_reason(report):
    reasons = dict(report.ungraded)
    assert set(reasons) == {student for student, (_, points) in BROKEN.items() if points is None}
    assert "empty" in reasons["b1_empty"] and "begins with 'this is my homework" in reasons["b2_not_json"]
    assert "its Python process ended" in reasons["b3_dead_kernel"]
    assert "no list of cells" in reasons["b5_not_a_notebook"]


def test_text_and_page_say_the_same(report):
    text, page = as_text(report), as_html(report)
    for one in report.tasks:
        assert one.task.id in text and one.task.id in page
        for name, _, count in one.causes:
            assert f"{count:3d} of {one.students}" in text and name in page
    assert '<html lang="en">' in page and "<caption>" in page and "color" not in page
    assert not re.search(r"seed=\d|hidden=True", text + page)


def test_the_commands_print_it_and_write_the_pages(course):
    done = classroom(course.root, "report", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    assert f"{len(STUDENTS) + len(BROKEN)} students" in done.stdout
    assert (course.root / "reports" / f"{ASSIGNMENT}.html").is_file()
    done = classroom(course.root, "feedback", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    assert "empty" in course.feedback("b1_empty").read_text(encoding="utf-8")
    assert "  s03_naive: grade; as before: " in done.stdout  # as nbgrader itself had made it
    assert not list(
        (course.root / "feedback").glob("*.html")
    )  # what a teacher uploads holds pages of students only


def test_nothing_to_report_is_said_clearly(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"course_lib\.classroom grade 01_meet_softplus"):
        class_report(tmp_path, "01_meet_softplus")


def test_a_missing_file_is_named(tmp_path):
    (tmp_path / "submitted" / "ann" / "x").mkdir(parents=True)
    report = class_report(tmp_path, "x")
    assert report.ungraded == (("ann", "There is no file x.ipynb: the folder is empty."),)
    assert write_page(tmp_path, report).is_file()
