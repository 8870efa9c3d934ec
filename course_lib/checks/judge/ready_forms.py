"""Ready forms: names that an answer must not call, because the task is to write them."""

from __future__ import annotations

from course_lib.checks.evidence import Replies
from course_lib.checks.judge.causes import named_cause
from course_lib.tasks.task import Cause, FunctionTask, ModelTask


def called_forms(task: FunctionTask | ModelTask, answer: Replies, names: frozenset[str] | None) -> list[str]:
    """The ready forms among `names`, those that the source uses, and among what ran under whatever name.

    Without a source, the names are those of the answer's own description.
    """
    description = answer.description
    if names is None:
        ready = description.module.startswith(("torch", "course_lib"))
        names = frozenset([*description.names, *[description.qualname.split(".")[-1]] * ready])
    ran = set(map(_plain, answer.ran))
    called = [form for form in task.forbidden if form in names or _plain(form) in ran]
    return sorted(called, key=lambda form: (form not in names, not form.islower(), form))


def _plain(name: str) -> str:
    """One spelling for a function, its module and torch's operation: LogSigmoid, logsigmoid, log_sigmoid_forward."""
    return name.lower().replace("_", "").removeprefix("special").removesuffix("forward")


def calls_ready_form(task: FunctionTask | ModelTask, called: list[str]) -> Cause:
    return named_cause(
        "ready_forms.calls-ready-form", called=called[0], most=task.points_if_called, out_of=task.out_of
    )
