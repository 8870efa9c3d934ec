"""Task 05-threshold: a threshold with a low step."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

STEP = NumberTask(
    **WORDS.task,
    points=2,
    low=12.42,
    high=12.44,
    known=(
        KnownNumber(-math.log(math.expm1(1e-6)), why["beta-forgotten"]),
        KnownNumber(-math.log(math.expm1(0.25e-6)), why["beta-upside-down"]),
        KnownNumber(-math.log(math.expm1(4e-6)) / 4, why["where-not-which"]),
        KnownNumber(-math.log10(4e-6), why["wrong-base"]),
        KnownNumber(math.log(math.expm1(4e-6)), why["sign"]),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
