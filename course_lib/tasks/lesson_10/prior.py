"""Task 10-prior: the density that a normal prior on the raw number gives the parameter."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
NORMAL = 1 / math.sqrt(2 * math.pi)

PRIOR = NumberTask(
    **WORDS.task,
    points=2,
    low=2 * NORMAL * 0.998,
    high=2 * NORMAL * 1.002,
    known=(
        KnownNumber(NORMAL, why["no-factor"]),
        KnownNumber(NORMAL / 2, why["multiplied"]),
        KnownNumber(NORMAL * math.exp(-(math.log(2) ** 2) / 2), why["density-at-s"]),
        KnownNumber(2 * NORMAL * math.exp(-(math.log(2) ** 2) / 2), why["density-at-s"]),
        KnownNumber(0.5, why["slope-alone"]),
        KnownNumber(2.0, why["slope-alone"]),
        KnownNumber(NORMAL / math.log(2), why["factor-of-exp"]),
        KnownNumber(4 * NORMAL, why["curvature"]),
        KnownNumber(math.log(2 * NORMAL), why["logarithm"]),
        KnownNumber(2 / (2 * math.pi), why["no-root"]),
    ),
)
