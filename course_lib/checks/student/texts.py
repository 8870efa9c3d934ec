"""A text that was written, for a person to read."""

from __future__ import annotations

from typing import Any

from course_lib.checks.evidence import Text
from course_lib.checks.student.description import plain_text
from course_lib.tasks.question import Questions


def text_written(questions: Questions, thing: Any) -> Text:
    """What is no text has no words."""
    return Text(type(thing).__name__, len(thing.split()) if isinstance(thing, str) else 0, plain_text(thing))
