"""Task 05-kib: what softplus keeps more than ReLU."""

from __future__ import annotations

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

KIB = NumberTask(
    **WORDS.task,
    points=2,
    low=1023.5,
    high=1024.5,
    known=(
        KnownNumber(1024.0 * 1024, why["bytes"]),
        KnownNumber(256.0, why["one-block"]),
        KnownNumber(2304.0, why["softplus-total"]),
        KnownNumber(1280.0, why["five"]),
        KnownNumber(2048.0, why["twice"]),
        KnownNumber(1.0, why["mib"]),
        KnownNumber(768.0, why["three"]),
    ),
    too_small=why["too-small"],
    too_large=why["too-large"],
)
