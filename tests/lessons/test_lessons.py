"""Every lesson passes every row of the rubric, and no two lessons share a number."""

import re
from functools import cache
from pathlib import Path

import pytest
import rubric
from rubric_rows.lesson import Context, Lesson

NOTEBOOKS = sorted((rubric.ROOT / "notebooks").glob("*.ipynb"))
SOLUTIONS = sorted((rubric.ROOT / "solutions").glob("*/*.ipynb"))


@cache
def lesson_and_context(path: Path):
    return Lesson.read(path), rubric.course_context(path)


@pytest.mark.parametrize(
    "row", rubric.ROWS, ids=[f"{row:02}-{name}" for row, (name, _) in rubric.ROWS.items()]
)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_passes_the_rubric(path, row):
    findings = rubric.ROWS[row][1](*lesson_and_context(path))
    assert not findings, "\n" + "\n".join(finding.line(path.name) for finding in findings)


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_a_solution_is_stored_as_one_clean_run(path):
    """nbval passes a cleared notebook; row 13 does not."""
    findings = rubric.check_row_13(Lesson.read(path), Context(file_bytes=path.stat().st_size))
    assert not findings, "\n" + "\n".join(finding.line(path.name) for finding in findings)


def test_lessons_have_numbers_of_their_own_from_00_on():
    numbers = [path.name[:2] for path in NOTEBOOKS]
    assert numbers[:2] == ["00", "01"] and len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d\d(_[a-z]+)+\.ipynb", path.name) for path in NOTEBOOKS)
