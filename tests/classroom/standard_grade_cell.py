"""The locked cell that checks and grades one task: its source, points and hidden part follow from the task."""

from __future__ import annotations

from typing import Any

import nbformat

from course_lib.tasks.catalogue import find_task
from course_lib.tasks.task import FunctionTask, ModelTask


def grade_cell(task_id: str, *, seed: int = 1) -> Any:
    """The grade cell of a task. A function or a model is checked again with the hidden `seed`.

    Raises `TaskError` for an id that does not exist.
    """
    task = find_task(task_id)
    rows = ["from course_lib.checks import check", "", f'verdict = check("{task_id}", globals())']
    if isinstance(task, FunctionTask | ModelTask):
        rows += [
            "### BEGIN HIDDEN TESTS",
            f'verdict = check("{task_id}", globals(), seed={seed}, hidden=True)',
            "### END HIDDEN TESTS",
        ]
    cell = nbformat.v4.new_code_cell("\n".join([*rows, "verdict.points"]), id=task_id)
    cell.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": task_id,
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "points": task.out_of,
    }
    return cell
