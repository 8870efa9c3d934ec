"""Task 02-step: choose the step of a difference."""

from __future__ import annotations

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

STEP = NumberTask(
    **WORDS.task,
    points=2,
    low=0.0045,
    high=0.08,
    known=(
        KnownNumber(1e-05, why["float64-step"], relative=0.9),
        KnownNumber(0.000345, why["square-root"], relative=0.5),
        KnownNumber(1.19e-07, why["precision-itself"], relative=0.9),
        KnownNumber(0.1, why["formula-rules"], relative=0.2),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
