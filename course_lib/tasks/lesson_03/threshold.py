"""Task 03-threshold: a threshold for float16."""

from __future__ import annotations

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

THRESHOLD = NumberTask(
    **WORDS.task,
    points=2,
    low=7,
    high=7,
    known=(
        KnownNumber(6, why["one-too-small"]),
        KnownNumber(8, why["left-end"]),
        KnownNumber(15, why["other-type"]),
        KnownNumber(20, why["default"]),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
