"""Task 07-fade: what is left of the gradient's variance behind ten softplus layers with He's weights."""

from __future__ import annotations

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
SLOPE, VALUE = 0.2934, 0.9212
LEFT = (2 * SLOPE) ** 10

FADE = NumberTask(
    **WORDS.task,
    points=2,
    low=LEFT * 0.98,
    high=LEFT * 1.02,
    known=(
        KnownNumber(SLOPE**10, why["no-gain"], 0.02),
        KnownNumber(2 * SLOPE**10, why["gain-once"], 0.02),
        KnownNumber(2 * SLOPE, why["one-layer"]),
        KnownNumber(20 * SLOPE, why["times-ten"]),
        KnownNumber((2 * VALUE) ** 10, why["forward"], 0.02),
        KnownNumber(LEFT**0.5, why["root"], 0.02),
        KnownNumber(LEFT**2, why["squared"], 0.02),
        KnownNumber((2 * SLOPE**2) ** 10, why["squared-again"], 0.02),
    ),
)
