"""Task NN-height: the height of softplus at zero."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

HEIGHT = NumberTask(
    **WORDS.task,
    points=2,
    low=0.1725,
    high=0.1735,
    known=(
        KnownNumber(4 * math.log(2), why["upside-down"]),
        KnownNumber(math.log(2), why["beta-ignored"]),
        KnownNumber(math.log10(2) / 4, why["wrong-base"]),
    ),
)
