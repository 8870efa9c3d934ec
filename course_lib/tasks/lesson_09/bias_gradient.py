"""Task 09-bias-gradient: the derivative of (y′ − 1)² in the bias of one softplus unit, one blank."""

from __future__ import annotations

import math
from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.grids import elementwise_probes, values_only
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
TAILS = (-80.0, -40.0, -20.5, 10.5, 14.5, 20.5, 40.0, 80.0)


def bend(m: Any, z: Any) -> Any:
    """f″ at z."""
    return slope(m, z) * slope(m, -m.mpf(z))


def value(m: Any, z: Any) -> Any:
    """2(6f′ − 1)·6f″ at z = 2x + b, for y = 3f(2x + b)."""
    return 2 * (6 * slope(m, z) - 1) * 6 * bend(m, z)


BIAS_GRADIENT = FunctionTask(
    **WORDS.task,
    points={"value": 4, "extremes": 2, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=value),
    probes=values_only(
        (
            *elementwise_probes(limits=(0.0, 0.0, math.nan), large=False, deep=False),
            *(Probe(f"tails {dtype}", "extremes", TAILS, dtype=dtype) for dtype in ("float32", "float64")),
        )
    ),
    mistakes=(
        KnownMistake(why["no-two"], lambda m, z: value(m, z) / 2),
        KnownMistake(why["no-six"], lambda m, z: value(m, z) / 6),
        KnownMistake(why["in-x"], lambda m, z: 2 * value(m, z)),
        KnownMistake(why["no-one"], lambda m, z: 72 * slope(m, z) * bend(m, z)),
        KnownMistake(why["slope-for-bend"], lambda m, z: 12 * (6 * slope(m, z) - 1) * slope(m, z)),
        KnownMistake(why["no-inner"], lambda m, z: 2 * (6 * slope(m, z) - 1)),
        KnownMistake(why["loss-itself"], lambda m, z: (6 * slope(m, z) - 1) ** 2),
        KnownMistake(why["three"], lambda m, z: 2 * (3 * slope(m, z) - 1) * 3 * bend(m, z)),
        KnownMistake(why["height"], lambda m, z: 2 * (3 * softplus(m, z) - 1) * 3 * slope(m, z)),
        KnownMistake(why["one-inside"], lambda m, z: 72 * (slope(m, z) - 1) * bend(m, z)),
        KnownMistake(why["minus"], lambda m, z: -value(m, z)),
        KnownMistake(why["relu"], lambda m, z: m.mpf(0)),
    ),
)
