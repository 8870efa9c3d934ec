"""A function's replies: one call a question, within the time that all of them have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from course_lib.checks.evidence import Replies, Reply
from course_lib.checks.student.description import described, plain_text
from course_lib.checks.student.measures import called_once, reply_to
from course_lib.checks.student.restored_settings import reset_to_defaults
from course_lib.checks.student.time_limit import Watched, watch
from course_lib.checks.student.what_runs import names_that_run
from course_lib.tasks.question import Questions


def function_replies(questions: Questions, function: Any) -> Replies:
    """Only the description where `function` cannot be called."""
    description = described(function)
    if not description.callable:
        return Replies(description)
    replies: list[Reply] = []
    changed: set[str] = set()
    ran: tuple[str, ...] = ()

    def ask_everything() -> None:
        nonlocal ran
        for question in questions.asked:
            replies.append(reply_to(question, function))
            changed.update(reset_to_defaults())
        ran = names_that_run(lambda: called_once(questions.asked[0], function))

    watched = watch(ask_everything, questions.seconds)
    seen = Replies(description, tuple(replies), tuple(sorted(changed)), ran=ran)
    return with_what_was_watched(seen, watched, questions.seconds)


def with_what_was_watched(seen: Replies, watched: Watched, seconds: float) -> Replies:
    """`seen` with the time limit, the printed length and the warnings; an error of our own goes on up."""
    if watched.error is not None:
        raise watched.error
    return replace(
        seen,
        printed=watched.printed.length,
        warnings=tuple(plain_text(words) for words in dict.fromkeys(watched.warned)),
        stopped_after=seconds if watched.outcome == "stopped" else None,
    )
