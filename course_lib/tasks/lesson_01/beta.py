"""Task 01-beta: choose β for a given gap."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

NEAR = 0.004
"""Three digits of a wrong number are still that number."""

BETA = NumberTask(
    **WORDS.task,
    points=2,
    low=13.85,
    high=13.9,  # three digits
    known=(
        KnownNumber(0.05 / math.log(2), why["upside-down"], NEAR),
        KnownNumber(20.0, why["gap-is-one-over-beta"], NEAR),
        KnownNumber(0.05 * math.log(2), why["product"], NEAR),
        KnownNumber(math.log10(2) / 0.05, why["wrong-base"], NEAR),
        KnownNumber(1 / 0.05 / math.log(2), why["divided-twice"], NEAR),
        KnownNumber(-math.log(2) / 0.05, why["sign"], NEAR),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
