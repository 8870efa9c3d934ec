"""Judge a model behaviour by behaviour: each one accepts or refuses the replies to its questions."""

from __future__ import annotations

import re

from course_lib.checks.evidence import Failure, Replies, Reply
from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.ready_forms import calls_ready_form
from course_lib.checks.judge.verdict import (
    FAILED,
    PASSED,
    UNJUDGED,
    Line,
    Verdict,
    a_or_an,
    by_lines,
    not_attempted,
    refused,
)  # fmt: skip
from course_lib.tasks.task import Behaviour, Cause, ModelTask

_NO_FORWARD = 'is missing the required "forward" function'
"""What torch says of a module without a forward of its own."""


def judged_model(task: ModelTask, answer: Replies, called: list[str]) -> Verdict:
    """`called` are ready forms that limit the points."""
    if _untouched(task, answer):
        return not_attempted(task)
    blocked = _why_blocked(task, answer)
    if blocked is not None:
        lines = [Line(behaviour.line, UNJUDGED, 0, behaviour.points) for behaviour in task.behaviours]
        return refused(task, blocked, lines)
    found = [
        (behaviour, *_looked_at(behaviour, _replies(behaviour, answer))) for behaviour in task.behaviours
    ]
    lines = [Line(b.line, state, b.points if state == PASSED else 0, b.points) for b, state, _ in found]
    causes = list({cause.id: cause for _, _, cause in found if cause is not None}.values())
    if not causes:  # no line says why another one could not be judged
        causes = [b.causes[0] for b, state, _ in found if state != PASSED][:1]
    if not called:
        return by_lines(task, lines, causes)
    return by_lines(task, lines, [*causes, calls_ready_form(task, called)], task.points_if_called)


def _replies(behaviour: Behaviour, answer: Replies) -> list[Reply]:
    by_name = {reply.question: reply for reply in answer.replies}
    return [by_name[question.name] for question in behaviour.asks]


def _failure(replies: list[Reply]) -> Failure | None:
    """The first error; a result that is no tensor counts as one, because nothing can be measured of it."""
    for reply in replies:
        if reply.error is not None:
            return reply.error
        if reply.type and not reply.is_tensor:
            return Failure("TypeError", f"'{reply.type}' object is no tensor of real numbers")
    return None


def _looked_at(behaviour: Behaviour, replies: list[Reply]) -> tuple[str, Cause | None]:
    """The state of the behaviour's line, and why it fails; a line that is not judged has no cause of its own."""
    failure = _failure(replies)
    if failure is not None and failure.name == "MissingParameter":
        return UNJUDGED, None
    if failure is not None:
        return FAILED, _raised(behaviour, failure)
    if any(reply.changed_input for reply in replies):
        return FAILED, named_cause("side_effects.input-changed", x="x")
    try:
        accepted = behaviour.accept(*replies)
    except (TypeError, ValueError, KeyError, IndexError, ArithmeticError):
        accepted = False  # replies so odd that they cannot be judged
    if accepted is True:
        return PASSED, None
    if accepted is None:
        return UNJUDGED, None
    return FAILED, next((cause for cause in behaviour.causes if cause.id == accepted), behaviour.causes[0])


def _raised(behaviour: Behaviour, error: Failure) -> Cause:
    if "'NoneType' object" in error.message:
        return named_cause("models.returned-none")
    other = re.fullmatch(r"'(.+)' object is no tensor of real numbers", error.message)
    if other:
        return named_cause("models.returned-other", kind=a_or_an(other[1]))
    return named_cause("models.behaviour-raises", f"{error.name}: {error.message}", name=error.name)


def _untouched(task: ModelTask, answer: Replies) -> bool:
    """The stub as it was handed out: it does nothing, or stops at the three dots or at NotImplementedError."""
    description = answer.description
    if not description.callable or answer.stopped_after is not None:
        return description.does_nothing
    if answer.build_error is not None:
        error = answer.build_error
        return error.name == "NotImplementedError" or (description.dots and "ellipsis" in error.message)
    if description.does_nothing or not answer.is_module:
        return description.does_nothing
    failures = [_failure(_replies(behaviour, answer)) for behaviour in task.behaviours]
    if any(failure is not None and _NO_FORWARD in failure.message for failure in failures):
        return False
    names = {failure.name if failure is not None else "" for failure in failures}
    return names == {"NotImplementedError"} or (description.dots and "" not in names)


def _why_blocked(task: ModelTask, answer: Replies) -> Cause | None:
    """Why there is no module to ask, if there is none."""
    description, error = answer.description, answer.build_error
    if not description.callable:
        return named_cause("models.not-a-class", name=task.name, type=a_or_an(description.type))
    if answer.stopped_after is not None:
        return named_cause("models.too-slow", stopped_after=answer.stopped_after)
    if error is not None:
        return named_cause("models.raises", error.message, name=error.name)
    if not answer.is_module:
        return named_cause("models.not-a-module", built=a_or_an(answer.built))
    if any(reply.error is not None and _NO_FORWARD in reply.error.message for reply in answer.replies):
        return named_cause("models.no-forward", name=answer.built)
    return None
