"""A class of thirty, graded by stock nbgrader with the course's configuration."""

import csv
import json
import re

import nbformat
import pytest
from submissions import ALL_AUTOMATIC, ASSIGNMENT, BROKEN, ROOT, STUDENTS

from course_lib.checks.panel import MIME


@pytest.fixture(scope="module")
def grades(course):
    with (course.root / "grades.csv").open(encoding="utf-8", newline="") as stream:
        return {row["student_id"]: row for row in csv.DictReader(stream)}


def test_commands_succeed_and_say_nothing_alarming(course):
    for step in ("generate", "feedback", "export"):
        assert course.said[step].returncode == 0, course.said[step].stderr
    everything = "".join(done.stdout + done.stderr for done in course.said.values())
    assert "DeprecationWarning" not in everything and "SAWarning" not in everything
    assert "alembic" not in everything


def test_all_thirty_scores_are_as_expected(course, grades):
    assert len(STUDENTS) == 30
    got = {student: float(grades[student]["score"]) for student in STUDENTS}
    assert got == {student: points for student, (_, points) in STUDENTS.items()}, course.said["autograde"]
    print(f"class of 30: {len(got)} of 30 scores as expected")


def test_the_text_waits_for_a_person(grades):
    assert grades["s01_right"]["state"] == "needs a person"
    assert float(grades["s01_right"]["max_score"]) == ALL_AUTOMATIC + 3


def test_the_untouched_stub_runs_through_and_is_not_attempted(course):
    verdicts = verdicts_of(course, "s02_untouched")
    assert {verdict["state"] for verdict in verdicts} == {"not attempted"}
    assert not errors_of(course, "s02_untouched")


def test_broken_files_and_kernels_leave_the_others_alone(course, grades):
    assert course.said["autograde"].returncode != 0
    for student, (_, points) in BROKEN.items():
        if points is None:
            assert not course.autograded(student).exists()
            assert grades[student]["state"] == "not graded"
        else:
            assert float(grades[student]["score"]) == points, student


def test_a_check_that_was_switched_off_earns_nothing(course, grades):
    assert float(grades["b4_transformer"]["score"]) == 0
    assert any(error.ename == "NoVerdict" for error in errors_of(course, "b4_transformer"))


def test_a_ready_form_is_found_in_the_source_whatever_the_notebook_says_of_it(course, grades):
    """The check in the notebook gave all points; the teacher's side read the source."""
    assert float(grades["b8_hides_its_source"]["score"]) == ALL_AUTOMATIC - 6
    page = course.feedback("b8_hides_its_source").read_text(encoding="utf-8")
    assert "Read from your notebook" in page and "✓ passed: write softplus" in page


def test_an_answer_whose_source_cannot_be_read_is_flagged_and_keeps_its_points(course, grades):
    assert float(grades["b9_defines_by_text"]["score"]) == ALL_AUTOMATIC
    causes = [
        cause["id"] for verdict in verdicts_of(course, "b9_defines_by_text") for cause in verdict["causes"]
    ]
    assert causes == ["source-not-read"]


def test_the_reason_stands_in_the_feedback(course):
    for student, words in {
        "s03_naive": "Overflow",
        "s24_syntax_error": "defines no <code>softplus</code>",
        "s25_renamed": "my_softplus",
        "s26_shadows_torch": "no longer means the module",
        "s18_loops": "stopped after",
        "s11_none": "returned None",
        "s08_ready_form": "write it yourself",
        "s20_beta_number": "upside down",
        "b4_transformer": "did not run as handed out",
    }.items():
        assert words in course.feedback(student).read_text(encoding="utf-8"), student


def test_no_hidden_part_in_feedback(course):
    hidden = hidden_tokens()
    pages = list((course.root / "feedback").glob("*/*/*.html"))
    graded = len(STUDENTS) + sum(points is not None for _, points in BROKEN.values())
    assert hidden and len(pages) >= graded  # who has no grade may have a page with the reason
    found = [
        (page.parent.parent.name, token)
        for page in pages
        for token in hidden
        if token in page.read_text(encoding="utf-8")
    ]
    assert found == []
    print(f"hidden tokens in {len(pages)} feedback pages: {len(found)}")


def test_hidden_tokens_are_noticed_when_they_leak(course):
    """The search above can fail: the autograded notebook, which the teacher keeps, does hold the hidden part."""
    kept = course.autograded("s03_naive").read_text(encoding="utf-8")
    assert any(token in kept for token in hidden_tokens())


def test_megabytes_do_not_reach_the_feedback(course):
    assert course.feedback("s30_megabytes").stat().st_size < 700_000


def test_a_deleted_check_is_put_back(course):
    book = nbformat.read(course.autograded("s28_deleted_check"), as_version=4)
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in book.cells]
    assert ids.index("01-softplus") == ids.index("01-softplus-answer") + 1


def test_all_deleted_checks_are_put_back_in_order(course):
    book = nbformat.read(course.autograded("b7_no_cells"), as_version=4)
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in book.cells]
    assert ids == ["01-gap", "01-softplus", "01-beta", "01-curve", "01-statements", "01-defend"]


def test_the_csv_is_quoted(course):
    first, *rows = (course.root / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert first.startswith('"assignment","student_id"')
    assert all(re.fullmatch(r'"[^"]*"(,"[^"]*")*', row) for row in rows)


def test_the_teachers_journal_stays_empty(course):
    journal = course.root / "journal" / "journal.json"
    assert not journal.exists() or not json.loads(journal.read_text(encoding="utf-8"))["attempts"]


def hidden_tokens():
    """Whatever stands between the hidden marks of the sources, line by line, and the marks themselves."""
    text = nbformat.read(ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    blocks = [
        re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", cell.source, re.DOTALL)
        for cell in text.cells
    ]
    lines = [line for found in blocks for block in found for line in block.splitlines()]
    seeds = [seed for line in lines for seed in re.findall(r"seed=(\d+)", line)]
    return {
        "HIDDEN TESTS",
        "hidden=True",
        *(f"seed={seed}" for seed in seeds),
        *(f"={seed}" for seed in seeds),
    }


def verdicts_of(course, student):
    book = nbformat.read(course.autograded(student), as_version=4)
    return [
        output.data[MIME]
        for cell in book.cells
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]


def errors_of(course, student):
    book = nbformat.read(course.autograded(student), as_version=4)
    return [
        output for cell in book.cells for output in cell.get("outputs", []) if output.output_type == "error"
    ]
