"""Task 01-gap: the gap between softplus and ReLU."""

from __future__ import annotations

import math

from course_lib.accuracy.formulas import gap, gap_slope, softplus
from course_lib.tasks.grids import elementwise_probes, no_slope_at_zero
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


GAP = FunctionTask(
    **WORDS.task,
    points={"value": 2, "gradient": 1, "extremes": 1, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=gap, slope=gap_slope),
    probes=no_slope_at_zero(
        (
            *elementwise_probes(
                {"beta": 1.0},
                {"beta": 0.5},
                {"beta": 4.0},
                limits=(0.0, 0.0, math.nan),
                large=False,
                half=True,
            ),
            Probe("right tail", "extremes", (10.0, 14.0, 18.0, 25.0, 50.0, 80.0), {"beta": 1.0}),
            Probe("right tail float16", "extremes", (4.0, 7.0, 9.0), {"beta": 1.0}, dtype="float16"),
            Probe("without beta", "value", (-1.0, 0.0, 2.0)),
        )
    ),
    mistakes=(
        KnownMistake(why["no-abs"], lambda m, x, beta=1.0: softplus(m, -x, beta)),
        KnownMistake(why["no-gap"], softplus),
        KnownMistake(why["beta-ignored"], lambda m, x, beta=1.0: gap(m, x) / beta),
        KnownMistake(why["beta-nowhere"], lambda m, x, beta=1.0: gap(m, x)),
        KnownMistake(why["beta-once"], lambda m, x, beta=1.0: gap(m, x, beta) * beta),
        KnownMistake(why["sign"], lambda m, x, beta=1.0: softplus(m, abs(x), beta)),
        KnownMistake(why["turned-around"], lambda m, x, beta=1.0: -gap(m, x, beta)),
        KnownMistake(why["is-relu"], lambda m, x, beta=1.0: max(x, m.mpf(0))),
    ),
)
