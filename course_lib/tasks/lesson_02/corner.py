"""Task 02-corner: repair the corner."""

from __future__ import annotations

import math
from collections.abc import Mapping

from course_lib.accuracy.formulas import curvature, slope, softplus
from course_lib.tasks.grids import elementwise_probes, without
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

FAR = {
    "float32": (30.0, 60.0, 85.0, 120.0, 200.0, 1000.0, 1e4, 1e30),
    "float64": (30.0, 400.0, 700.0, 760.0, 1000.0, 1e4, 1e200),
}

NEAR = {
    "float32": (*(10.0**-k for k in range(4, 35)), 2.0**-23, 2.0**-24, 2.0**-126),
    "float64": (*(10.0**-k for k in range(4, 31)), 2.0**-52, 2.0**-53, 1e-50, 1e-100, 1e-300, 2.0**-1022),
}
"""Where a corner goes that is moved by a number as people type it: by this much to the left or to the right."""


def on_both_sides(name: str, line: str, places: Mapping[str, tuple[float, ...]]) -> tuple[Probe, ...]:
    return tuple(
        Probe(f"{name} {side} {dtype}", line, tuple(sign * x for x in xs), dtype=dtype, curvature=True)
        for dtype, xs in places.items()
        for side, sign in (("left", -1.0), ("right", 1.0))
    )


CORNER = FunctionTask(
    **WORDS.task,
    seconds=20.0,  # the first second derivative of |x| in a process makes PyTorch import its compiler: seconds
    points={"value": 1, "gradient": 3, "curvature": 3, "extremes": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=softplus, slope=slope, curvature=curvature),
    probes=(
        *without(("dtype", "integers"), elementwise_probes(limits=(0.0, math.inf, math.nan), curvature=True)),
        Probe("at the corner", "gradient", (0.0, -0.0, 1e-30, -1e-30), curvature=True),
        *on_both_sides("near", "curvature", NEAR),
        *on_both_sides("far", "extremes", FAR),
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
