"""Task 03-two-ends: both ends of log(1 + exp(x)) in another type."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

LN2 = math.log(2)
LN_LARGEST = math.log(3.4e38)
BITS = 11
WIDTH = LN_LARGEST + BITS * LN2
"""TensorFloat-32, in which many GPUs multiply: the range of float32 with the 11 bits of float16."""

TWO_ENDS = NumberTask(
    **WORDS.task,
    points=3,
    low=WIDTH - 0.06,
    high=WIDTH + 0.06,
    known=(
        KnownNumber(LN_LARGEST - BITS * LN2, why["subtracted"], 0.001),
        KnownNumber(LN_LARGEST, why["one-end"], 0.001),
        KnownNumber(BITS * LN2, why["left-end-only"]),
        KnownNumber(LN_LARGEST + 10 * LN2, why["stored-bits"], 0.001),
        KnownNumber(LN_LARGEST + 24 * LN2, why["bits-of-float32"], 0.001),
        KnownNumber(math.log(65504) + BITS * LN2, why["range-of-float16"], 0.005),
        KnownNumber(LN_LARGEST + 127 * LN2, why["underflow"], 0.08),
        KnownNumber(round(WIDTH), why["rounded"], 0.0001),
        KnownNumber(WIDTH / LN2, why["wrong-base"], 0.001),
        KnownNumber(WIDTH / math.log(10), why["base-10"], 0.002),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
