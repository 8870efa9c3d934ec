"""The tasks of the course: one folder a lesson, `lesson_NN`, whose package holds a tuple `TASKS`.

A lesson's folder is imported when one of its tasks is asked for, and not before.
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from course_lib.tasks.task import Task, TaskError


@cache
def _of_lesson(number: str) -> Mapping[str, Task]:
    """The tasks of one lesson by id; none where there is no such lesson. Raises TaskError for a wrong or double id."""
    if number not in _lessons():
        return {}
    tasks = importlib.import_module(f"course_lib.tasks.lesson_{number}").TASKS
    found = {task.id: task for task in tasks}
    if len(found) != len(tasks):
        raise TaskError(f"two tasks of lesson {number} have the same id; ids must differ")
    for task in tasks:
        if task.lesson != number or not task.id.startswith(f"{number}-"):
            raise TaskError(
                f"task {task.id!r} stands in lesson_{number} and says lesson {task.lesson}; "
                f"there the id must begin with '{number}-'"
            )
    return found


@cache
def _lessons() -> tuple[str, ...]:
    folders = Path(__file__).parent.glob("lesson_*/__init__.py")
    return tuple(sorted(path.parent.name.removeprefix("lesson_") for path in folders))


class Catalogue(Mapping[str, Task]):
    """Every task by its id, in the order of the lessons."""

    def __getitem__(self, task_id: str) -> Task:
        return _of_lesson(task_id[:2])[task_id]

    def __iter__(self) -> Iterator[str]:
        return (task_id for number in _lessons() for task_id in _of_lesson(number))

    def __len__(self) -> int:
        return sum(len(_of_lesson(number)) for number in _lessons())


TASKS = Catalogue()


def find_task(task_id: str) -> Task:
    """The task with this id. Raises TaskError, with the nearest ids, when there is none."""
    if not isinstance(task_id, str):
        raise TaskError(
            f"a task is called by its id, in quotation marks and first: {next(iter(TASKS))!r} for example; "
            f"a {type(task_id).__name__} was given."
        )
    if task_id in TASKS:
        return TASKS[task_id]
    near = difflib.get_close_matches(task_id, TASKS, n=3, cutoff=0.4)
    same_lesson = list(_of_lesson(task_id[:2]))
    offer = near or same_lesson or list(TASKS)[:5]
    raise TaskError(
        f"there is no task {task_id!r}; did you mean {' or '.join(map(repr, offer))}? "
        "Copy the id from the task's heading."
    )
