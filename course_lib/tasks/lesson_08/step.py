"""Task 08-step: by how much the means of two models differ after the same step."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
EXP = 8 * math.exp(0.5)
SOFTPLUS = 8.499868
"""The mean with softplus after the step; z was 7.999664, where softplus is 8."""

STEP = NumberTask(
    **WORDS.task,
    points=2,
    low=(EXP - SOFTPLUS) * 0.995,
    high=(EXP - SOFTPLUS) * 1.005,
    known=(
        KnownNumber(EXP, why["exp-alone"]),
        KnownNumber(SOFTPLUS, why["softplus-alone"]),
        KnownNumber(EXP - 8, why["rise-of-exp"]),
        KnownNumber(SOFTPLUS - 8, why["rise-of-softplus"]),
        KnownNumber(0.0, why["no-difference"]),
        KnownNumber(EXP / SOFTPLUS, why["ratio"]),
        KnownNumber(SOFTPLUS - EXP, why["turned-around"]),
        KnownNumber(8 * 1.5 - SOFTPLUS, why["half-more"]),
        KnownNumber(8 * math.e - 9, why["whole-step"], 0.005),
        KnownNumber(math.exp(8.5) - 8.5, why["mean-as-raw"]),
    ),
)
