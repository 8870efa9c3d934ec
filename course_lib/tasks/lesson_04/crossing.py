"""Task 04-crossing: where a tangent crosses the axis."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

ENTROPY = -(0.8 * math.log(0.8) + 0.2 * math.log(0.2))
"""Of 0.8 and 0.2, in nats."""

CROSSING = NumberTask(
    **WORDS.task,
    points=2,
    low=0.2492,
    high=0.2512,
    known=(
        KnownNumber(ENTROPY, why["beta-forgotten"]),
        KnownNumber(2 * ENTROPY, why["beta-multiplied"]),
        KnownNumber(-ENTROPY / 2, why["conjugate-not-height"]),
        KnownNumber(-ENTROPY, why["conjugate-of-beta-1"]),
        KnownNumber(ENTROPY / 2 / math.log(2), why["bits"]),
        KnownNumber(math.log(2) / 2, why["slope-one-half"]),
        KnownNumber(math.log(4) / 2, why["touching-point"]),
        KnownNumber(math.log(5) / 2, why["value-there"]),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
