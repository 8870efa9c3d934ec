"""Task 03-log1mexp: log(1 − exp(−a)) with two branches."""

from __future__ import annotations

import math
from typing import Any

from course_lib.accuracy.formulas import gap, log1mexp
from course_lib.tasks.grids import without
from course_lib.tasks.lesson_03.positive_numbers import NEAR_ZERO, STRICT, of, positive_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def blank(other: Any) -> Any:
    """What the task's function returns when the blank, the branch for large a, holds `other`."""
    return lambda m, a: log1mexp(m, a) if a < math.log(2) else other(m, a)


LOG1MEXP = FunctionTask(
    **WORDS.task,
    points={"value": 2, "extremes": 2, "shape": 1, "side effects": 1},
    exact=Exact(value=log1mexp),
    probes=of("a", without(("dtype", "integers"), positive_probes((20.0, 50.0, 80.0), (40.0, 100.0, 700.0)))),
    tolerances={"value": NEAR_ZERO, "extremes": STRICT},
    mistakes=(
        KnownMistake(why["plus-sign"], blank(gap)),
        KnownMistake(why["sign-outside"], blank(lambda m, a: -log1mexp(m, a))),
        KnownMistake(why["exp-of-plus-a"], blank(lambda m, a: m.nan)),
        KnownMistake(why["first-term-only"], blank(lambda m, a: -m.exp(-a))),
        KnownMistake(why["minus-outside"], blank(lambda m, a: -gap(m, a))),
        KnownMistake(why["no-log"], blank(lambda m, a: m.expm1(-a))),
        KnownMistake(why["no-log"], blank(lambda m, a: -m.expm1(-a))),
    ),
)
