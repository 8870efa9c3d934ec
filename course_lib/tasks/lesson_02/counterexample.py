"""Task 02-counterexample: prove it with a counterexample."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

REACH = 1 + math.hypot(1, math.pi / 2)
"""The right end of convergence around 1: 1 + R, with R the distance from 1 to iπ/2."""

COUNTEREXAMPLE = NumberTask(
    **WORDS.task,
    points=2,
    low=math.nextafter(REACH, 3),
    high=2.9000001,  # a float32 tensor of 2.9 is a little above 2.9
    known=(
        KnownNumber(REACH, why["the-end-itself"], relative=1e-9),
        KnownNumber(1 + math.pi / 2, why["vertical-distance"], relative=0.005),
        KnownNumber(math.pi / 2, why["centre-ignored"], relative=0.005),
        KnownNumber(math.hypot(1, math.pi / 2), why["radius-not-end"], relative=0.005),
        KnownNumber(math.pi, why["beta-ignored"], relative=0.005),
    ),
    too_small=why["inside"],
    too_large=why["outside-the-statement"],
)
