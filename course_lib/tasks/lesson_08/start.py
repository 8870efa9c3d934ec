"""Task 08-start: the raw number at which softplus gives a wanted scale."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
RAW = -1.258688
"""Softplus of it is 0.25."""

START = NumberTask(
    **WORDS.task,
    points=2,
    low=RAW - 0.005,
    high=RAW + 0.005,
    known=(
        KnownNumber(0.25, why["wanted-itself"]),
        KnownNumber(math.log(0.25), why["inverse-of-exp"]),
        KnownNumber(0.825939, why["softplus-of-it"]),
        KnownNumber(-RAW, why["sign"]),
        KnownNumber(0.575939, why["minus-inside"]),
        KnownNumber(0.284025, why["no-log"]),
        KnownNumber(RAW / math.log(10), why["wrong-base"]),
        KnownNumber(RAW / math.log(2), why["wrong-base"]),
        KnownNumber(4.520812, why["slope-of-inverse"]),
    ),
)
