"""Task 07-centred: softplus minus its mean over a standard normal input, alone."""

from __future__ import annotations

import math
from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
MEAN = 0.8060592


def value(m: Any, x: Any) -> Any:
    """softplus(x) − 0.8060592."""
    return softplus(m, x) - m.mpf(MEAN)


CENTRED = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 1, "extremes": 1, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=value, slope=lambda m, x: slope(m, x)),
    probes=elementwise_probes(limits=(-MEAN, math.inf, math.nan)),
    mistakes=(
        KnownMistake(why["not-centred"], lambda m, x: softplus(m, x)),
        KnownMistake(why["added"], lambda m, x: softplus(m, x) + m.mpf(MEAN)),
        KnownMistake(why["value-at-zero"], lambda m, x: softplus(m, x) - m.log(2)),
        KnownMistake(why["input-shifted"], lambda m, x: softplus(m, m.mpf(x) - m.mpf(MEAN))),
        KnownMistake(why["turned-around"], lambda m, x: m.mpf(MEAN) - softplus(m, x)),
        KnownMistake(why["multiplied"], lambda m, x: softplus(m, x) * m.mpf(MEAN)),
        KnownMistake(why["multiplied"], lambda m, x: softplus(m, x) / m.mpf(MEAN)),
        KnownMistake(why["is-relu"], lambda m, x: max(m.mpf(x), m.mpf(0)) - m.mpf(MEAN)),
        KnownMistake(why["is-sigmoid"], lambda m, x: slope(m, x) - m.mpf(MEAN)),
        KnownMistake(why["is-sigmoid"], lambda m, x: slope(m, x) - m.mpf(0.5)),
    ),
)
