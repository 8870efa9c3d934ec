"""Exercises that explain: questions → a student's side that answers with evidence → a judge's verdict → a panel in words.

For learners: ``check(task_id, answer)`` shows a panel and returns a `Verdict` (``.points``, ``.out_of``, ``.passed``);
``hint(task_id)`` gives the next of three hints; ``solution(task_id)`` opens the worked solution.

For tests and graders: `questions(task, seed)` is what an answer is asked, and `run(task, answer, seed=…)` lets it answer
with `Evidence` (typed records, strict JSON); `judge(task, seed, evidence)` draws the same questions, needs no answer and
may run in another process; `TASKS` maps ids to tasks and imports a lesson's when one of them is asked for.

To add the tasks of a lesson NN
-------------------------------
1. ``course_lib/tasks/lesson_NN/``: a ``.toml`` file a task with its words (what is asked, hints, solution, causes) and
   beside it a ``.py`` file with points, probes and formulas; a choice or a text is its ``.toml`` file alone. In
   ``__init__.py`` the tuple ``TASKS`` (`FunctionTask`, `NumberTask`, `ChoiceTask`, `ModelTask`, `MeasurementTask` or
   `TextTask`: see ``course_lib/tasks/task.py``). Lesson 01 is the example; ``course_lib/tasks/grids.py`` builds the usual
   probes, and the true functions come from ``course_lib/accuracy/formulas.py``.
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

The tests of ``tests/tasks``, ``tests/checks``, ``tests/zoo`` and ``tests/classroom`` find all three by themselves.
"""

import importlib
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_lib.checks.evidence import Evidence
    from course_lib.checks.judge.judging import judge
    from course_lib.checks.judge.verdict import Line, Verdict
    from course_lib.checks.learner import check, hint, run, show, solution
    from course_lib.tasks import TASKS, TaskError, find_task

__all__ = [  # noqa: RUF022 (the learner's verbs first)
    "check", "hint", "solution", "show", "run", "judge", "Evidence", "Line", "Verdict", "TASKS", "TaskError", "find_task"
]  # fmt: skip

_MODULES = (
    "course_lib.checks.evidence",
    "course_lib.checks.judge.verdict",
    "course_lib.checks.judge.judging",
    "course_lib.checks.learner",
)


def __getattr__(name: str) -> Any:
    """A name of the face, or of the face of `tasks`, from where it stands: the student's side loads without the judge's."""
    tasks = importlib.import_module("course_lib.tasks")
    if name in tasks.__all__:
        return getattr(tasks, name)
    for module in _MODULES if name in __all__ else ():
        held = importlib.import_module(module)
        if hasattr(held, name):
            return getattr(held, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Face(types.ModuleType):
    """`judge` is both a folder of this package and a name of its face: the face's is the function, whatever is loaded."""

    @property
    def judge(self) -> Any:
        return importlib.import_module("course_lib.checks.judge.judging").judge

    @judge.setter
    def judge(self, folder: types.ModuleType) -> None:
        """Python puts a loaded folder here; it is found in `sys.modules` all the same."""


sys.modules[__name__].__class__ = _Face
