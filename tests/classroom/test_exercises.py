"""The exercise cycle, for every assignment: spec, solution and released stub agree, and nothing hidden leaks."""

import contextlib
import io
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from standard_grade_cell import grade_cell
from submissions import ROOT

from course_lib.checks import TASKS
from course_lib.classroom import assignments, generate
from course_lib.tasks import FunctionTask, ModelTask, TextTask

NAMES = assignments(ROOT)
MARK = re.compile(r"### (BEGIN|END) (SOLUTION|HIDDEN TESTS)")


def source(name):
    return nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)


def released(name):
    return nbformat.read(ROOT / "exercises" / name / f"{name}.ipynb", as_version=4)


def marks(cell):
    return cell.metadata.get("nbgrader", {})


def tasks_of(name):
    return {task.id: task for task in TASKS.values() if task.lesson == name[:2]}


def play(book):
    """Run all code cells in one namespace, as a kernel does; returns it and the verdict that each grade cell left."""
    space, verdicts = {"__name__": "__main__"}, {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in book.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, marks(cell).get("grade_id", "cell"), "exec"), space)
                if marks(cell).get("grade"):
                    verdicts[marks(cell)["grade_id"]] = space["verdict"]
    return verdicts


def blanked(text, stub, begin, end):
    """`text` with each marked region replaced by the stub at the same indent; written without nbgrader, to judge it."""
    rows, inside = [], False
    for row in text.split("\n"):
        if begin in row:
            inside = True
            rows += [row[: len(row) - len(row.lstrip())] + stub] if stub else []
        elif end in row:
            inside = False
        elif not inside:
            rows.append(row)
    return "\n".join(rows)


def test_there_are_assignments():
    assert NAMES


def test_committed_exercises_equal_a_fresh_generation(tmp_path):
    generate(ROOT, tmp_path)
    for name in NAMES:
        path = Path(name) / f"{name}.ipynb"
        assert (tmp_path / path).read_bytes() == (ROOT / "exercises" / path).read_bytes(), (
            f"{name} is out of date: python tools/make_exercises.py"
        )
    assert sorted(path.parent.name for path in (ROOT / "exercises").glob("*/*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_notebook_and_spec_have_the_same_tasks_and_points(name):
    graded = {
        marks(cell)["grade_id"]: marks(cell)["points"]
        for cell in source(name).cells
        if marks(cell).get("grade")
    }
    assert graded == {task.id: task.out_of for task in tasks_of(name).values()}


@pytest.mark.parametrize("name", NAMES)
def test_the_heading_of_a_task_says_whether_it_may_be_skipped(name):
    prose = "\n".join(cell.source for cell in source(name).cells if cell.cell_type == "markdown")
    deeper = dict(re.findall(r"^#+ Task (\d\d-[a-z0-9-]+)( \(deeper\))?", prose, re.MULTILINE))
    assert {id: bool(word) for id, word in deeper.items()} == {
        task.id: task.part == "deeper" for task in tasks_of(name).values()
    }


@pytest.mark.parametrize("name", NAMES)
def test_grade_cells_are_the_standard_ones(name):
    for cell in source(name).cells:
        if not marks(cell).get("grade") or cell.cell_type != "code":
            continue
        seeds = re.findall(r"seed=(\d+)", cell.source)
        expected = grade_cell(marks(cell)["grade_id"], seed=int(seeds[0]) if seeds else 1)
        assert cell.source == expected.source
        assert marks(cell) == expected.metadata["nbgrader"]
        if isinstance(TASKS[marks(cell)["grade_id"]], FunctionTask | ModelTask):
            assert seeds and int(seeds[0]) != 0, "hidden points need a seed of their own"


@pytest.mark.parametrize("name", NAMES)
def test_every_task_names_an_objective_of_its_lesson(name):
    for task in tasks_of(name).values():
        assert re.fullmatch(rf"{name[:2]}-O\d", task.objective)
        enough = len(set(task.hints)) == 3 and all(len(hint) >= 15 for hint in task.hints)
        assert enough, f"{task.id}: give three different hints of 15 letters or more"
        assert task.solution and task.asked


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_earns_all_points(name):
    verdicts = play(source(name))
    automatic = [task.id for task in tasks_of(name).values() if not isinstance(task, TextTask)]
    assert sorted(verdicts) == sorted(automatic)
    assert all(verdict.passed and verdict.points == verdict.out_of for verdict in verdicts.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_untouched_stub_is_not_attempted_and_runs_through(name):
    verdicts = play(released(name))
    assert verdicts and {verdict.state for verdict in verdicts.values()} == {"not attempted"}


@pytest.mark.parametrize("name", NAMES)
def test_stub_and_solution_differ_only_in_the_blanks(name):
    theirs, ours = released(name).cells, source(name).cells
    assert [cell.id for cell in theirs] == [cell.id for cell in ours]
    for stub, full in zip(theirs, ours, strict=True):
        text = blanked(
            full.source,
            "YOUR ANSWER HERE" if full.cell_type == "markdown" else "...  # your answer here",
            "### BEGIN SOLUTION",
            "### END SOLUTION",
        )
        assert stub.source == blanked(text, "", "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hidden_leaks_into_the_release(name):
    text = (ROOT / "exercises" / name / f"{name}.ipynb").read_text(encoding="utf-8")
    assert not MARK.search(text)
    leaks = [line for line in hidden_lines(name) if line in text]
    assert leaks == []
    print(f"hidden lines of {name} found in its release: {len(leaks)} of {len(hidden_lines(name))}")
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in released(name).cells)


@pytest.mark.parametrize("name", NAMES)
def test_the_search_for_leaks_can_fail(name):
    text = (ROOT / "solutions" / name / f"{name}.ipynb").read_text(encoding="utf-8")
    assert MARK.search(text)
    assert all(line in nbformat.writes(source(name)).replace('\\"', '"') for line in hidden_lines(name))


def hidden_lines(name):
    """Lines of solutions and hidden tests that are long enough to be recognised, and do not stand in the open as well."""
    hidden, open_text = [], []
    for cell in source(name).cells:
        inside = False
        for line in cell.source.split("\n"):
            if MARK.search(line):
                inside = "BEGIN" in line
            else:
                (hidden if inside else open_text).append(line.strip())
    return [line for line in hidden if len(line) >= 8 and line not in "\n".join(open_text)]


def test_the_command_says_what_is_out_of_date(tmp_path, monkeypatch, capsys):
    """`--check` with a generation that has one notebook changed and the rest as committed."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import make_exercises

    def generated(_root, destination):
        shutil.copytree(ROOT / "exercises", destination, dirs_exist_ok=True)
        if changed:
            (destination / changed / f"{changed}.ipynb").write_text("other", encoding="utf-8")

    monkeypatch.setattr(make_exercises, "generate", generated)
    monkeypatch.setattr(sys, "argv", ["make_exercises.py", "--check"])
    for changed in ("", NAMES[0]):
        assert make_exercises.main() == (1 if changed else 0)
    assert f"out of date: exercises/{NAMES[0]}" in capsys.readouterr().out


def test_generation_refuses_a_broken_source_with_nbgraders_own_words(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(
        (ROOT / "nbgrader_config.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    book = source(NAMES[0])
    for cell in book.cells:
        cell.source = cell.source.replace("### END SOLUTION", "")
    folder = tmp_path / "solutions" / "broken"
    folder.mkdir(parents=True)
    nbformat.write(book, folder / "broken.ipynb")
    with pytest.raises(RuntimeError, match=r"(?s)broken.*end solution"):
        generate(tmp_path, tmp_path / "out")
