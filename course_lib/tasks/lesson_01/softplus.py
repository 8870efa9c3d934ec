"""Task 01-softplus: write softplus."""

from __future__ import annotations

import math

from course_lib.accuracy.formulas import gap, slope, softplus
from course_lib.tasks.grids import NEAR_ZERO, elementwise_probes, on_both_sides
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

SOFTPLUS = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 2, "extremes": 2, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=softplus, slope=slope),
    probes=(
        *elementwise_probes(
            {"beta": 1.0},
            {"beta": 0.5},
            {"beta": 4.0},
            {"beta": 0.125},
            limits=(0.0, math.inf, math.nan),
            half=True,
        ),
        Probe("past a threshold on x", "value", (21.0, 25.0, 30.0), {"beta": 0.125}),
        Probe("without beta", "value", (-1.0, 0.0, 2.0)),
        *on_both_sides("near", "gradient", NEAR_ZERO),
    ),
    mistakes=(
        KnownMistake(why["beta-ignored"], lambda m, x, beta=1.0: softplus(m, x)),
        KnownMistake(why["beta-once"], lambda m, x, beta=1.0: softplus(m, x, beta) * beta),
        KnownMistake(why["beta-outside-only"], lambda m, x, beta=1.0: softplus(m, x) / beta),
        KnownMistake(why["beta-swapped"], lambda m, x, beta=1.0: softplus(m, x, 1 / beta)),
        KnownMistake(why["threshold-on-x"], lambda m, x, beta=1.0: x if x > 20 else softplus(m, x, beta)),
        KnownMistake(why["is-relu"], lambda m, x, beta=1.0: max(x, m.mpf(0))),
        KnownMistake(why["is-sigmoid"], lambda m, x, beta=1.0: slope(m, x, beta)),
        KnownMistake(why["is-sigmoid"], lambda m, x, beta=1.0: slope(m, x)),
        KnownMistake(why["missing-one"], lambda m, x, beta=1.0: x),
        KnownMistake(why["missing-max"], lambda m, x, beta=1.0: gap(m, x, beta)),
        KnownMistake(why["sign"], lambda m, x, beta=1.0: softplus(m, -x, beta)),
        KnownMistake(why["wrong-base"], lambda m, x, beta=1.0: softplus(m, x, beta) / m.log(2)),
        KnownMistake(why["wrong-base"], lambda m, x, beta=1.0: softplus(m, x, beta) / m.log(10)),
        KnownMistake(why["beta-ignored"], lambda m, x, beta=1.0: slope(m, x), quantity="slope"),
    ),
    forbidden=("softplus", "Softplus", "logsigmoid", "LogSigmoid", "torch_rule", "log1p_form", "stable"),
    points_if_called=4,
)
