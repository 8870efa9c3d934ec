"""Task 01-beta: choose β for a given gap."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

BETA = NumberTask(
    **WORDS.task,
    points=2,
    low=13.85,
    high=13.88,
    known=(
        KnownNumber(0.05 / math.log(2), why["upside-down"]),
        KnownNumber(20.0, why["gap-is-one-over-beta"]),
        KnownNumber(0.05 * math.log(2), why["product"]),
        KnownNumber(math.log10(2) / 0.05, why["wrong-base"]),
        KnownNumber(1 / 0.05 / math.log(2), why["divided-twice"]),
        KnownNumber(-math.log(2) / 0.05, why["sign"]),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
