"""Task 07-born: how often a network of width 4 is dead on one side after 10 layers."""

from __future__ import annotations

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
ALIVE = (15 / 16) ** 10

BORN = NumberTask(
    **WORDS.task,
    points=2,
    low=1 - ALIVE - 0.0005,
    high=1 - ALIVE + 0.0005,
    known=(
        KnownNumber(ALIVE, why["alive"], 0.002),
        KnownNumber(1 / 16, why["one-layer"]),
        KnownNumber(10 / 16, why["sum"], 0.002),
        KnownNumber((1 / 16) ** 10, why["all-layers"]),
        KnownNumber(1 - (1 - 2.0**-10) ** 4, why["changed-places"]),
        KnownNumber(1 - (1 - 1 / 4) ** 10, why["one-in-width"], 0.002),
        KnownNumber(1 - (1 - 0.5) ** 10, why["one-unit"], 0.0004),
        KnownNumber(100 * (1 - ALIVE), why["percent"]),
    ),
)
