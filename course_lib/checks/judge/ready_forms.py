"""Ready forms: names that an answer must not call, because the task is to write them."""

from __future__ import annotations

from course_lib.checks.evidence import Description
from course_lib.checks.judge.causes import named_cause
from course_lib.tasks.task import Cause, FunctionTask, ModelTask


def called_forms(
    task: FunctionTask | ModelTask, description: Description, names: frozenset[str] | None
) -> list[str]:
    """The ready forms among `names`, those that the source uses; without a source, by the answer's own description."""
    if names is None:
        ready = description.module.startswith(("torch", "course_lib"))
        names = frozenset([*description.names, *[description.qualname.split(".")[-1]] * ready])
    return sorted(names.intersection(task.forbidden))


def calls_ready_form(task: FunctionTask | ModelTask, called: list[str]) -> Cause:
    return named_cause(
        "ready_forms.calls-ready-form", called=called[0], most=task.points_if_called, out_of=task.out_of
    )
