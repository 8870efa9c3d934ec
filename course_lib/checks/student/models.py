"""A model's replies: its class or function is called once, and the model that it builds answers the questions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import torch

from course_lib.checks.evidence import Replies
from course_lib.checks.student.description import described, failure
from course_lib.checks.student.functions import with_what_was_watched
from course_lib.checks.student.measures import called_once, reply_to
from course_lib.checks.student.time_limit import attempt, watch
from course_lib.checks.student.what_runs import names_that_run
from course_lib.tasks.question import Questions


def model_replies(questions: Questions, builder: Any) -> Replies:
    """Only the description where `builder` cannot be called; no replies where it builds no module."""
    seen = Replies(described(builder))
    if isinstance(builder, torch.nn.Module):  # a finished one: called, it would compute, not build
        return replace(seen, description=replace(seen.description, callable=False))
    if not seen.description.callable:
        return seen

    def build_and_ask() -> None:
        nonlocal seen
        torch.manual_seed(questions.seed)
        built = attempt(lambda: builder(**questions.arguments))
        if built.error is not None:
            seen = replace(seen, build_error=failure(built.error))
            return
        is_module = isinstance(built.result, torch.nn.Module)
        seen = replace(seen, built=type(built.result).__name__, is_module=is_module)
        for question in questions.asked if is_module else ():
            seen = replace(seen, replies=(*seen.replies, reply_to(question, built.result)))
        if is_module:
            ran = names_that_run(lambda: called_once(questions.asked[0], built.result))
            seen = replace(seen, ran=ran)

    watched = watch(build_and_ask, questions.seconds)
    return with_what_was_watched(seen, watched, questions.seconds)
