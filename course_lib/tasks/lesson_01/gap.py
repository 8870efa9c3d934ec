"""Task 01-gap: the gap between softplus and ReLU."""

from __future__ import annotations

import math
from dataclasses import replace

from course_lib.accuracy.formulas import gap, gap_slope, softplus
from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def smooth_only(probes: tuple[Probe, ...]) -> tuple[Probe, ...]:
    """No slope is asked for at the gap's own corner, x = 0: each side's slope would be a fair answer."""
    return tuple(replace(probe, slope=False) if 0.0 in probe.x else probe for probe in probes)


GAP = FunctionTask(
    **WORDS.task,
    points={"value": 2, "gradient": 1, "extremes": 1, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=gap, slope=gap_slope),
    probes=(
        *smooth_only(
            elementwise_probes(
                {"beta": 1.0}, {"beta": 0.5}, {"beta": 4.0}, limits=(0.0, 0.0, math.nan), large=False
            )
        ),
        Probe("right tail", "extremes", (10.0, 14.0, 17.0, 25.0, 50.0, 80.0), {"beta": 1.0}),
        Probe("without beta", "value", (-1.0, 0.0, 2.0), slope=False),
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
