"""Task 05-threshold: a threshold with a low step."""

from __future__ import annotations

import math

from course_lib.accuracy.formulas import inverse
from course_lib.tasks.exact_numbers import exact_numbers
from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def threshold_for(gap: float) -> float:
    """The t > 0 whose dropped gap log(1 + exp(−t)) = softplus(−t) is `gap`."""
    return -exact_numbers(inverse, [gap])[0]


STEP = NumberTask(
    **WORDS.task,
    points=2,
    low=12.42,
    high=12.44,
    known=(
        KnownNumber(threshold_for(1e-6), why["beta-forgotten"]),
        KnownNumber(threshold_for(0.25e-6), why["beta-upside-down"]),
        KnownNumber(threshold_for(4e-6) / 4, why["where-not-which"]),
        KnownNumber(-math.log10(4e-6), why["wrong-base"]),
        KnownNumber(-threshold_for(4e-6), why["sign"]),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
