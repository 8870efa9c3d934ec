"""Task 03-counterexample: prove it with a counterexample."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

COUNTEREXAMPLE = NumberTask(
    **WORDS.task,
    points=3,
    low=math.nextafter(2.0**-49, 1.0),  # 20 + 2⁻⁴⁹ is a tie and rounds back to 20
    high=2.06114e-9,
    known=(KnownNumber(20.000000001, why["gave-x"], 1e-9),),
    too_small=why["no-step"],
    too_large=why["climbed-back"],
)
