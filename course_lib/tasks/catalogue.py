"""The tasks of the course: one module a lesson, ``lesson_NN.py``, each with a tuple ``TASKS``."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import course_lib.tasks
from course_lib.tasks.task import Task, TaskError


@cache
def all_tasks() -> Mapping[str, Task]:
    """Every task by its id, in the order of the lessons. Raises TaskError when two share an id."""
    found: dict[str, Task] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(course_lib.tasks.__path__)):
        if not module.startswith("lesson_"):
            continue
        for task in importlib.import_module(f"course_lib.tasks.{module}").TASKS:
            if task.id in found:
                raise TaskError(f"two tasks have the id {task.id!r}; ids must differ")
            if not task.id.startswith(f"{task.lesson}-"):
                raise TaskError(
                    f"task {task.id!r} belongs to lesson {task.lesson}; its id must begin with '{task.lesson}-'"
                )
            found[task.id] = task
    return MappingProxyType(found)


def find_task(task_id: str) -> Task:
    """The task with this id. Raises TaskError, with the nearest ids, when there is none."""
    tasks = all_tasks()
    if not isinstance(task_id, str):
        raise TaskError(
            f"a task is called by its id, in quotation marks and first: {next(iter(tasks))!r} for example; "
            f"a {type(task_id).__name__} was given."
        )
    if task_id in tasks:
        return tasks[task_id]
    near = difflib.get_close_matches(str(task_id), tasks, n=3, cutoff=0.4)
    same_lesson = [known for known in tasks if known[:2] == str(task_id)[:2]]
    offer = near or same_lesson or list(tasks)[:5]
    raise TaskError(
        f"there is no task {task_id!r}; did you mean {' or '.join(map(repr, offer))}? "
        "Copy the id from the task's heading."
    ) from None
