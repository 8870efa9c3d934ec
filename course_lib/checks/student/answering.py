"""`answer(questions, thing)`: let a learner's object answer, and keep its answers as evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from course_lib.checks.evidence import Answered, Evidence
from course_lib.checks.student.choices import choice_made
from course_lib.checks.student.defences import defence_made
from course_lib.checks.student.functions import function_replies
from course_lib.checks.student.measurements import measurement_made
from course_lib.checks.student.models import model_replies
from course_lib.checks.student.numbers import number_given
from course_lib.checks.student.restored_settings import restored_settings
from course_lib.checks.student.texts import text_written
from course_lib.checks.student.time_limit import warm_up
from course_lib.tasks.question import Questions

MISSING = object()
"""Stands for a name that the notebook does not define."""

_BY_KIND: Mapping[str, Callable[[Questions, Any], Answered]] = {
    "function": function_replies,
    "model": model_replies,
    "number": number_given,
    "choice": choice_made,
    "measurement": measurement_made,
    "comparison": defence_made,
    "defend": defence_made,
    "text": text_written,
}


def answer(questions: Questions, thing: Any) -> Evidence:
    """What `thing` answers.

    `thing` is the learner's object, or the notebook's `globals()`, in which the questions' name is looked up. The
    notebook's settings and seeds are put back afterwards (see `restored_settings`).
    """
    task, kind = questions.task, questions.kind
    similar: tuple[str, ...] = ()
    if isinstance(thing, dict) and "__name__" in thing:
        similar = _similar_names(thing, questions.answer_name)
        thing = thing.get(questions.answer_name, MISSING)
    if thing is MISSING:
        return Evidence(task, kind, "missing", similar_names=similar)
    if thing is None or thing is Ellipsis:
        return Evidence(task, kind, "none", similar_names=similar)
    with restored_settings():
        if any("curvature" in question.wants for question in questions.asked):
            warm_up()
        return Evidence(task, kind, "made", _BY_KIND[kind](questions, thing), similar)


def _similar_names(namespace: Mapping[str, Any], wanted: str) -> tuple[str, ...]:
    """Names of the learner's own callables that look like the wanted one, so that a rename is noticed."""
    stem = wanted.lower().replace("_", "")[:5]
    own = [name for name, thing in namespace.items() if not name.startswith("_") and callable(thing)]
    return tuple([name for name in own if stem in name.lower().replace("_", "") and name != wanted][:3])
