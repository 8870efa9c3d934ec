"""Check an answer and explain mistakes: questions → evidence (student's side) → verdict (judge's side) → panel in words.

For learners: `check(task_id, answer)` shows a panel and returns a `Verdict` (`.points`, `.out_of`, `.passed`);
`hint(task_id)` gives the next of three hints; `solution(task_id)` opens the worked solution.

For tests and graders: `questions(task, seed)` is what an answer is asked, and `run(task, answer, seed=…)` lets it answer
with `Evidence` (typed records, strict JSON); `judge(task, seed, evidence)` draws the same questions, needs no answer and
may run in another process; `TASKS` maps ids to tasks and imports a lesson's when one of them is asked for.

`course_lib/tasks/__init__.py` says how to add a task.
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
    """A name of this face or that of `tasks`, from its own module: so the student's side loads without the judge's."""
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
