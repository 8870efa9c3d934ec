"""Exercises that explain: one spec a task, `run` → evidence, `judge` → verdict, and a panel in words.

For learners: ``check(task_id, answer)`` shows a panel and returns a `Verdict` (``.points``, ``.out_of``, ``.passed``);
``hint(task_id)`` gives the next of three hints; ``solution(task_id)`` opens the worked solution.

For tests and graders: ``run(task, answer, seed=…)`` lets the answer run and returns `Evidence` (plain data, strict JSON);
``judge(task, evidence)`` needs nothing else and may run in another process; ``TASKS`` maps ids to specs.

To add the tasks of a lesson NN
-------------------------------
1. ``course_lib/tasks/lesson_NN``: a tuple ``TASKS`` of `FunctionTask`, `NumberTask`, `ChoiceTask`, `ModelTask`,
   `MeasurementTask` or `TextTask` (see `tasks/task.py`; lesson_01 is the example, `tasks/grids.py` builds the usual grid).
2. ``solutions/NN_name/NN_name.ipynb``: prose, stub and reference answer. For each task a solution cell (``grade_id``
   ``<name>-answer``) and right after it a locked grade cell (``grade_id`` ``<task id>``, its points those of the spec)::

       from course_lib.checks import check

       verdict = check("NN-name", globals())
       ### BEGIN HIDDEN TESTS
       verdict = check("NN-name", globals(), seed=<any number>, hidden=True)
       ### END HIDDEN TESTS
       verdict.points

   The blank itself stands between ``### BEGIN SOLUTION`` and ``### END SOLUTION``: as a function's whole body, or in
   brackets (``beta = (`` … ``)``), so that the stub ``...`` is valid Python. A text task is one markdown cell that is both
   solution and graded. Run the notebook so that outputs are stored, then ``python tools/make_exercises.py``.
3. ``tests/zoo/NN_name/<task id>/right_*.py`` and ``wrong_*.py``: each defines the task's name; a wrong one also
   ``EXPECTED = "<cause id>"``. Every function or model task needs eight wrong and three different right ones.

The tests of ``tests/checks``, ``tests/zoo`` and ``tests/classroom`` find all three by themselves.
"""

from course_lib.checks.evidence import Evidence
from course_lib.checks.judge.judging import judge
from course_lib.checks.judge.verdict import Found, Line, Verdict
from course_lib.checks.learner import check, hint, show, solution
from course_lib.checks.student.answering import run
from course_lib.tasks.catalogue import all_tasks, find_task
from course_lib.tasks.task import (
    Answer,
    Behaviour,
    Cause,
    ChoiceTask,
    Exact,
    FunctionTask,
    KnownMistake,
    KnownNumber,
    MeasurementTask,
    ModelTask,
    NumberTask,
    Probe,
    Task,
    TaskError,
    TextTask,
    Tolerance,
)

TASKS = all_tasks()

__all__ = [
    "TASKS",
    "Answer",
    "Behaviour",
    "Cause",
    "ChoiceTask",
    "Evidence",
    "Exact",
    "Found",
    "FunctionTask",
    "KnownMistake",
    "KnownNumber",
    "Line",
    "MeasurementTask",
    "ModelTask",
    "NumberTask",
    "Probe",
    "Task",
    "TaskError",
    "TextTask",
    "Tolerance",
    "Verdict",
    "check",
    "find_task",
    "hint",
    "judge",
    "run",
    "show",
    "solution",
]
