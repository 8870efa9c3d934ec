"""Task 10-nats: what a difference of log-likelihoods says about one image."""

from __future__ import annotations

import math

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

NATS = NumberTask(
    **WORDS.task,
    points=2,
    low=math.exp(0.3) * 0.998,
    high=math.exp(0.3) * 1.002,
    known=(
        KnownNumber(0.3, why["nats-themselves"]),
        KnownNumber(1.3, why["one-plus"], 0.002),
        KnownNumber(math.exp(-0.3), why["turned-around"]),
        KnownNumber(2**0.3, why["bits"]),
        KnownNumber(10**0.3, why["base-ten"]),
        KnownNumber(math.exp(0.3 * 100), why["all-images"]),
        KnownNumber(7.1 / 7.4, why["quotient-of-logs"]),
        KnownNumber(7.4 / 7.1, why["quotient-of-logs"]),
        KnownNumber(math.exp(0.3) - 1, why["only-the-rise"]),
    ),
)
