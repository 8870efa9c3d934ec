"""Task 02-corner: repair the corner."""

from __future__ import annotations

import math

from course_lib.accuracy.formulas import curvature, slope, softplus
from course_lib.tasks.grids import NEAR_ZERO, elementwise_probes, on_both_sides, without
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

FAR = {
    "float32": (30.0, 60.0, 85.0, 120.0, 200.0, 1000.0, 1e4, 1e30),
    "float64": (30.0, 400.0, 700.0, 760.0, 1000.0, 1e4, 1e200),
}

CORNER = FunctionTask(
    **WORDS.task,
    seconds=20.0,  # the first second derivative of |x| in a process makes PyTorch import its compiler: seconds
    points={"value": 1, "gradient": 3, "curvature": 3, "extremes": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=softplus, slope=slope, curvature=curvature),
    probes=(
        *without(("dtype", "integers"), elementwise_probes(limits=(0.0, math.inf, math.nan), curvature=True)),
        Probe("at the corner", "gradient", (0.0, -0.0, 1e-30, -1e-30), curvature=True),
        *on_both_sides("near", "curvature", NEAR_ZERO, curvature=True),
        *on_both_sides("far", "extremes", FAR, curvature=True),
    ),
    mistakes=(
        KnownMistake(
            why["slope-one-at-zero"], lambda m, x: m.mpf(1) if x == 0 else slope(m, x), quantity="slope"
        ),
        KnownMistake(
            why["slope-zero-at-zero"], lambda m, x: m.mpf(0) if x == 0 else slope(m, x), quantity="slope"
        ),
        KnownMistake(
            why["flat-at-zero"], lambda m, x: m.mpf(0) if x == 0 else curvature(m, x), quantity="curvature"
        ),
        KnownMistake(why["is-relu"], lambda m, x: max(x, m.mpf(0))),
    ),
)
