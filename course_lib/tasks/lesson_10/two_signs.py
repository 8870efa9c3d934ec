"""Task 10-two-signs: a hidden unit with the states −1 and 1, ln(e⁻ᶻ + eᶻ), for every z."""

from __future__ import annotations

import math
from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def value(m: Any, z: Any) -> Any:
    """ln(e⁻ᶻ + eᶻ) = |z| + softplus(−2|z|)."""
    size = abs(m.mpf(z))
    return size + softplus(m, -2 * size)


def its_slope(m: Any, z: Any) -> Any:
    """tanh z."""
    return m.tanh(m.mpf(z))


TWO_SIGNS = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 2, "extremes": 2, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=value, slope=its_slope),
    probes=elementwise_probes(limits=(math.inf, math.inf, math.nan)),
    mistakes=(
        KnownMistake(why["states-0-1"], lambda m, z: softplus(m, z)),
        KnownMistake(why["absolute"], lambda m, z: abs(m.mpf(z))),
        KnownMistake(why["no-log"], lambda m, z: 2 * m.cosh(m.mpf(z)) if abs(z) < 1e4 else m.inf),
        KnownMistake(why["cosh"], lambda m, z: value(m, z) - m.log(2)),
        KnownMistake(why["line-missing"], lambda m, z: softplus(m, 2 * m.mpf(z))),
        KnownMistake(why["line-added"], lambda m, z: softplus(m, 2 * m.mpf(z)) + m.mpf(z)),
        KnownMistake(why["two-missing"], lambda m, z: softplus(m, z) - m.mpf(z)),
        KnownMistake(why["sum-of-softplus"], lambda m, z: softplus(m, z) + softplus(m, -m.mpf(z))),
        KnownMistake(why["is-the-slope"], its_slope),
        KnownMistake(why["is-the-slope"], lambda m, z: slope(m, 2 * m.mpf(z))),
        KnownMistake(why["negative"], lambda m, z: -value(m, z)),
        KnownMistake(why["half"], lambda m, z: value(m, m.mpf(z) / 2)),
        KnownMistake(why["wrong-base"], lambda m, z: value(m, z) / m.log(2)),
    ),
)
