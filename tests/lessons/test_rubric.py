"""The rubric is itself on trial: the good lesson passes every row, and each broken one fails its own row and no other."""

import copy
import importlib.util
import re
import tomllib
from pathlib import Path

import jupytext
import nbformat
import pytest
import rubric
import run_notebook
from new_lesson import questions_text, smallest_lesson
from rubric_rows.claims_and_numbers import numbers_in, without_names
from rubric_rows.lesson import ClaimRow, Context, Lesson, TaskRow, words
from rubric_rows.teaching import lines_given

from course_lib.claims import CLAIMS
from course_lib.notebooks import Notebook

HERE = Path(__file__).parent


def module_from(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


broken = module_from(HERE / "fixtures" / "broken.py")


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """The good lesson as a notebook that has really run, through the course's own verbs."""
    path = tmp_path_factory.mktemp("good") / "02_smallest.ipynb"
    nbformat.write(jupytext.reads(smallest_lesson(), fmt="py:percent"), path)
    (path.parent / "lesson_02.toml").write_text(questions_text("02"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_QUESTIONS", str(path.parent))
        return run_notebook.execute(path)[0]


@pytest.fixture(scope="module")
def context():
    """Two tasks, one claim (a real one, lent to lesson 02), and an exercise notebook that fades."""
    claim = CLAIMS["C08"]
    tasks = (TaskRow("02-one", "02", "02-O1", "function"), TaskRow("02-two", "02", "02-O2", "function"))
    claims = {"C08": ClaimRow("C08", "02", claim.statement, claim.verdict)}
    questions = tomllib.loads(questions_text("02"))
    return broken.exercise_of(broken.BLANKS, broken.ALONE)(None, Context(tasks, questions, claims))


@pytest.mark.parametrize("row", rubric.ROWS)
def test_the_good_lesson_passes(good, context, row):
    assert rubric.ROWS[row][1](Lesson("02", Notebook.from_json(good)), context) == []


@pytest.mark.parametrize("case", broken.BROKEN, ids=lambda case: f"{case.row:02}-{case.name}")
def test_a_broken_lesson_fails_its_own_row_only(good, context, case):
    lesson, changed = broken.apply(case, copy.deepcopy(good), context)
    findings = rubric.check(lesson, changed)
    assert {row for row, found in findings.items() if found} == {case.row}
    said = [finding.message for finding in findings[case.row]]
    assert any(case.says in message for message in said), said
    assert all(finding.repair for finding in findings[case.row])


def test_every_row_has_a_broken_lesson():
    assert {case.row for case in broken.BROKEN} == set(rubric.ROWS) == set(range(1, 17))


def test_a_line_names_file_cell_and_repair(good, context):
    case = next(case for case in broken.BROKEN if case.name == "unobservable_verb")
    lesson, changed = broken.apply(case, copy.deepcopy(good), context)
    line = rubric.check(lesson, changed)[2][0].line("02_smallest.ipynb")
    assert re.match(r"02_smallest\.ipynb, cell 1, row 2: .*'understand'.* → begin with ", line)


def test_rows_that_begin_later_leave_lesson_00_alone(good, context):
    lesson = Lesson("00", Notebook.from_json(good))
    assert [row for row in (3, 6, 7, 16) if rubric.ROWS[row][1](lesson, context)] == []


@pytest.mark.parametrize(
    ("text", "values", "significant"),
    [
        ("0.6931 and 100", [0.6931, 100], [4, 1]),
        ("below −16.64, at -103.97", [-16.64, -103.97], [4, 5]),
        ("80–400 characters, 10-25", [80, 400, 10, 25], [1, 1, 1, 2]),
        ("580,163 ULP; 580 163 ULP", [580163, 580163], [6, 6]),
        ("2.061e-9, $2.061 \\cdot 10^{-9}$, 2.061·10⁻⁹", [2.061e-9] * 3, [4, 4, 4]),
        ("1.00 and 0.050 and 0.99 %", [1.0, 0.05, 0.99], [3, 2, 2]),
        ("task 01-O1, C20, x_12, float64, 1.2.3", [1], [1]),
        ("f(17.5)=17.5", [17.5, 17.5], [3, 3]),
    ],
)
def test_numbers_are_read_as_they_are_written(text, values, significant):
    found = numbers_in(text)
    assert [float(number.value) for number in found] == pytest.approx(values, rel=1e-12)
    assert [number.significant for number in found] == significant


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("issues 55587 and 61568, then 123 more", [123]),
        ("pull request #10576 of PyTorch 2.13", []),
        ("lessons 01, 02 and 03 have 456 words", [456]),
        ("[a page](https://example.com/12345) on 789", [789]),
        ("## 12.34 A section of 321 words", [321]),
    ],
)
def test_a_number_that_is_a_name_needs_no_cell(text, left):
    assert [int(number.value) for number in numbers_in(without_names(text))] == left


@pytest.mark.parametrize(
    ("said", "printed", "covered"),
    [
        ("0.693", "0.69315", True),
        ("0.6932", "0.69315", True),
        ("0.694", "0.69315", False),
        ("0.69315", "0.693", False),
        ("2.061e-9", "2.06115e-09", True),
        ("2.061e-9", "0.00000000206115", True),
        ("580,163", "580163.4", True),
        ("16.6", "-16.64", False),
    ],
)
def test_a_number_is_covered_by_one_that_rounds_to_it(said, printed, covered):
    assert numbers_in(said)[0].is_rounding_of(numbers_in(printed)[0]) is covered


def test_a_formula_is_one_word_and_markup_none():
    assert words("## A **bold** [link text](a.ipynb): $x + y$ is `softplus` <br> here.") == 8


def test_what_a_stub_keeps():
    assert lines_given(broken.ALONE) == []
    assert lines_given(broken.BLANKS) == ["    y = x + 1"]


def test_the_command_reports_and_fails(good, tmp_path, capsys):
    """Against the course's own tasks and claims the little lesson 02 has no business to pass."""
    path = tmp_path / "02_smallest.ipynb"
    nbformat.write(good, path)
    assert rubric.main([str(path)]) == 1
    printed = capsys.readouterr().out
    assert "row  1 opening     ok" in printed and "0.6931: output of cell" in printed


def test_the_command_refuses_what_is_no_lesson(tmp_path, capsys):
    with pytest.raises(SystemExit):
        rubric.main([str(tmp_path / "lesson.ipynb")])
    assert "no lesson notebook" in capsys.readouterr().err
