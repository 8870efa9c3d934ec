"""Notebook cells of an exercise, from the task's spec: ids, points and hidden parts always agree with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat

from course_lib.tasks.catalogue import find_task
from course_lib.tasks.task import FunctionTask, ModelTask, TaskError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
STUB = "...  # your answer here"
TEXT_STUB = "YOUR ANSWER HERE"

Cell = Any


def prose(cell_id: str, text: str) -> Cell:
    """A markdown cell."""
    return nbformat.v4.new_markdown_cell(text, id=cell_id)


def code(cell_id: str, source: str, *tags: str) -> Cell:
    """A code cell that is neither answer nor grade: imports and worked examples."""
    return nbformat.v4.new_code_cell(source, id=cell_id, metadata={"tags": list(tags)} if tags else {})


def answer_cell(task_id: str, source: str) -> Cell:
    """The learner's cell: `source` is the solution, its blanks between BEGIN and END SOLUTION."""
    find_task(task_id)
    if source.count(BEGIN) != source.count(END) or BEGIN not in source:
        raise TaskError(f"the answer cell of {task_id} needs at least one pair of {BEGIN} and {END}")
    cell_id = f"{task_id}-answer"
    cell = nbformat.v4.new_code_cell(source, id=cell_id)
    cell.metadata["nbgrader"] = _marks(cell_id, solution=True)
    return cell


def grade_cell(task_id: str, *, seed: int = 1) -> Cell:
    """The locked cell that checks and grades; functions and models are checked again with the hidden `seed`."""
    task = find_task(task_id)
    rows = ["from course_lib.checks import check", "", f'verdict = check("{task_id}", globals())']
    if isinstance(task, FunctionTask | ModelTask):
        rows += [
            BEGIN_HIDDEN,
            f'verdict = check("{task_id}", globals(), seed={seed}, hidden=True)',
            END_HIDDEN,
        ]
    cell = nbformat.v4.new_code_cell("\n".join([*rows, "verdict.points"]), id=task_id)
    cell.metadata["nbgrader"] = _marks(task_id, grade=True, locked=True, points=task.out_of)
    return cell


def text_cell(task_id: str, model_answer: str) -> Cell:
    """The markdown cell of a text task: answered by the learner, graded by hand."""
    task = find_task(task_id)
    cell = nbformat.v4.new_markdown_cell(f"{BEGIN}\n{model_answer}\n{END}", id=task_id)
    cell.metadata["nbgrader"] = _marks(task_id, grade=True, solution=True, points=task.out_of)
    return cell


def _marks(
    grade_id: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    points: int | None = None,
) -> dict[str, Any]:
    marks: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
    return marks if points is None else {**marks, "points": points}


def notebook(cells: list[Cell]) -> Any:
    """A notebook whose metadata does not vary from machine to machine."""
    return settled(nbformat.v4.new_notebook(cells=cells))


def settled(book: Any) -> Any:
    """The same notebook with the course's kernelspec and language, and without anything volatile."""
    book.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    book.nbformat, book.nbformat_minor = 4, 5
    for cell in book.cells:
        cell.metadata.pop("execution", None)
    return book


def write(book: Any, path: Path) -> None:
    """Write a notebook with one spelling: UTF-8, indent 1, newline at the end, on every platform."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(book).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
