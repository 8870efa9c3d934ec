"""Task 06-counterexample: prove it with a counterexample."""

from __future__ import annotations

from course_lib.accuracy.formulas import inverse
from course_lib.tasks.exact_numbers import exact_numbers
from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

WINDOW = (exact_numbers(inverse, [1.5], beta=2.0)[0], 1.5)
"""β = 2, threshold 3: here β·output exceeds 3 and βx does not."""

COUNTEREXAMPLE = NumberTask(
    **WORDS.task,
    points=3,
    low=WINDOW[0] + 1e-06,
    high=WINDOW[1],
    known=(
        KnownNumber(3.0, why["threshold-as-input"]),
        KnownNumber(0.2736, why["lesson-example"]),
        KnownNumber(20.0, why["default"]),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
