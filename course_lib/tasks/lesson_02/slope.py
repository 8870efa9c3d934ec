"""Task 02-slope: the slope of softplus."""

from __future__ import annotations

from course_lib.accuracy.formulas import curvature, slope, softplus
from course_lib.tasks.grids import elementwise_probes, values_only, without
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

SLOPE = FunctionTask(
    **WORDS.task,
    points={"value": 3, "shape": 1, "side effects": 1},
    exact=Exact(value=slope),
    probes=values_only(
        (
            *without(
                ("dtype", "integers"),
                elementwise_probes({"beta": 1.0}, {"beta": 0.5}, {"beta": 2.0}, large=False, deep=False),
            ),
            Probe("without beta", "value", (-1.0, 0.0, 2.0)),
        )
    ),
    mistakes=(
        KnownMistake(why["beta-ignored"], lambda m, x, beta=1.0: slope(m, x)),
        KnownMistake(why["beta-not-cancelled"], lambda m, x, beta=1.0: beta * slope(m, x, beta)),
        KnownMistake(why["inner-missing"], lambda m, x, beta=1.0: slope(m, x, beta) / beta),
        KnownMistake(why["over-beta"], lambda m, x, beta=1.0: slope(m, x / beta)),
        KnownMistake(why["sign"], lambda m, x, beta=1.0: slope(m, -x, beta)),
        KnownMistake(why["is-value"], softplus),
        KnownMistake(why["is-curvature"], curvature),
        KnownMistake(why["inner-only"], lambda m, x, beta=1.0: m.exp(beta * x)),
        KnownMistake(why["outer-only"], lambda m, x, beta=1.0: slope(m, -x, beta) / beta),
        KnownMistake(why["is-step"], lambda m, x, beta=1.0: m.mpf(1 if x > 0 else 0)),
    ),
)
