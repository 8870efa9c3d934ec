"""A choice that was made: a letter, or a dict with a word for each statement."""

from __future__ import annotations

from typing import Any

from course_lib.checks.evidence import MOST_VALUES, Choice
from course_lib.checks.student.description import plain_repr, plain_text
from course_lib.tasks.question import Questions


def choice_made(questions: Questions, thing: Any) -> Choice:
    """Blanks (None and the three dots) in a dict stay None."""
    if isinstance(thing, dict):
        words = {
            plain_text(key): None if word is None or word is Ellipsis else plain_text(word)
            for key, word in list(thing.items())[:MOST_VALUES]
        }
        return Choice("dict", "a dict", words)
    return Choice(
        type(thing).__name__, plain_text(thing) if isinstance(thing, str) else plain_repr(thing), None
    )
