"""What evidence must not contradict: the questions that were asked, and itself.

Honest evidence never does, whatever the answer; so a contradiction means that it was damaged or made up.
"""

from __future__ import annotations

import math

import torch

from course_lib.checks.evidence import MOST_VALUES, Derivative, Evidence, Replies, Reply
from course_lib.tasks.question import DERIVATIVES, Question, Questions
from course_lib.tasks.strict_json import Malformed

FLOATS = ("float64", "float32", "float16", "bfloat16")


def refuse_contradictions(asked: Questions, evidence: Evidence) -> None:
    """Raises `Malformed`, with the reason, for evidence that cannot have come from these questions."""
    if (evidence.task, evidence.kind) != (asked.task, asked.kind):
        raise Malformed(
            f"it belongs to {evidence.task!r} ({evidence.kind}), not to {asked.task!r} ({asked.kind})"
        )
    answer = evidence.answer
    if (evidence.attempt == "made") != (answer is not None):
        raise Malformed(f"an attempt {evidence.attempt!r} and an answer contradict each other")
    if not isinstance(answer, Replies):
        return
    # Without its time being up, whatever can be asked answers every question.
    able = answer.description.callable and (asked.kind == "function" or answer.is_module)
    expected = [question.name for question in asked.asked] if able else []
    given = [reply.question for reply in answer.replies]
    if given != (expected if answer.stopped_after is None else expected[: len(given)]):
        raise Malformed("its replies are not those to the questions that were asked, in their order")
    for question, reply in zip(asked.asked, answer.replies, strict=False):
        _refuse_reply(question, reply)


def _refuse_reply(question: Question, reply: Reply) -> None:
    def demand(holds: bool, what: str) -> None:
        if not holds:
            raise Malformed(f"the reply to {question.name!r} {what}")

    if reply.error is not None:
        bare = Reply(reply.question, reply.error, changed_input=reply.changed_input)
        demand(reply == bare, "has both an error and a result")
        return
    called = bool({"value", *DERIVATIVES}.intersection(question.wants))
    demand(called == bool(reply.type), "has an unwanted result, or lacks one")
    demand(reply.is_tensor or not (reply.shape or reply.values or reply.slope), "has numbers, no tensor")
    if reply.is_tensor:
        demand(_count(reply.shape) == len(reply.values), "has another count of values than its shape says")
        demand(_fits(reply.values, reply.dtype), f"has values that {reply.dtype} cannot hold")
    wanted = reply.is_tensor and "slope" in question.wants
    demand(wanted == (reply.slope is not None), "has an unwanted slope, or lacks one")
    twice = "curvature" in question.wants and reply.slope is not None and reply.slope.numbers is not None
    demand(twice == (reply.curvature is not None), "has an unwanted curvature, or lacks one")
    for derivative in (reply.slope, reply.curvature):
        demand(derivative is None or _possible(derivative, question), "has a derivative that cannot be")
    parameters = {"parameters", "gradients"}.intersection(question.wants)
    demand(bool(parameters) or not reply.parameters, "has parameters that were not wanted")
    for parameter in reply.parameters:
        slopes = parameter.gradient
        fits = slopes is None or (parameter.trainable and _count(parameter.shape) == len(slopes))
        demand(fits, "has a gradient of another size, or of what is not trainable")
    demand(("kept" in question.wants) == (reply.kept is not None), "tells unasked what is kept, or is silent")


def _count(shape: tuple[int, ...]) -> int:
    """How many numbers a tensor of that shape sends; −1 where there is no such shape."""
    return min(math.prod(shape), MOST_VALUES) if all(side >= 0 for side in shape) else -1


def _fits(values: tuple[float, ...], dtype: str) -> bool:
    """Does a tensor of that dtype hold exactly these numbers?"""
    if dtype not in FLOATS:
        return True
    exact = torch.tensor(values, dtype=torch.float64)
    held = exact.to(getattr(torch, dtype)).double()
    return bool(torch.equal(held.nan_to_num(nan=12345.0), exact.nan_to_num(nan=12345.0)))


def _possible(derivative: Derivative, question: Question) -> bool:
    if derivative.numbers is None:
        return derivative.tracked or derivative.error is None
    whole = len(derivative.numbers) == min(len(question.x), MOST_VALUES)
    return (
        derivative.tracked
        and derivative.error is None
        and whole
        and _fits(derivative.numbers, question.dtype)
    )
