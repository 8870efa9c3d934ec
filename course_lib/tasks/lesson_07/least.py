"""Task 07-least: a softplus whose slope never falls below a given number, one blank."""

from __future__ import annotations

import math
from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def value(m: Any, x: Any, least: Any = 0.1) -> Any:
    """least·x + (1 − least)·softplus(x)."""
    return m.mpf(least) * m.mpf(x) + (1 - m.mpf(least)) * softplus(m, x)


def its_slope(m: Any, x: Any, least: Any = 0.1) -> Any:
    """least + (1 − least)·σ(x)."""
    return m.mpf(least) + (1 - m.mpf(least)) * slope(m, x)


def mixed(of_x: float, of_curve: float) -> Any:
    """of_x·least·x + of_curve·softplus(x)."""
    return lambda m, x, least=0.1: of_x * m.mpf(least) * m.mpf(x) + of_curve * softplus(m, x)


LEAST = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 2, "extremes": 1, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=value, slope=its_slope),
    probes=elementwise_probes(
        {"least": 0.1}, {"least": 0.5}, {"least": 0.01}, limits=(-math.inf, math.inf, math.nan)
    ),
    mistakes=(
        KnownMistake(why["slope-above-one"], mixed(1.0, 1.0)),
        KnownMistake(
            why["swapped"],
            lambda m, x, least=0.1: (1 - m.mpf(least)) * m.mpf(x) + m.mpf(least) * softplus(m, x),
        ),
        KnownMistake(
            why["share-is-least"], lambda m, x, least=0.1: m.mpf(least) * (m.mpf(x) + softplus(m, x))
        ),
        KnownMistake(
            why["share-plus"],
            lambda m, x, least=0.1: m.mpf(least) * m.mpf(x) + (1 + m.mpf(least)) * softplus(m, x),
        ),
        KnownMistake(
            why["share-negative"],
            lambda m, x, least=0.1: m.mpf(least) * m.mpf(x) + (m.mpf(least) - 1) * softplus(m, x),
        ),
        KnownMistake(why["no-line"], mixed(0.0, 1.0)),
        KnownMistake(why["no-line"], lambda m, x, least=0.1: (1 - m.mpf(least)) * softplus(m, x)),
        KnownMistake(
            why["constant-added"], lambda m, x, least=0.1: m.mpf(least) + (1 - m.mpf(least)) * softplus(m, x)
        ),
        KnownMistake(
            why["leaky-relu"],
            lambda m, x, least=0.1: m.mpf(x) if x > 0 else m.mpf(least) * m.mpf(x),
        ),
        KnownMistake(
            why["least-ignored"],
            lambda m, x, least=0.1: m.mpf("0.1") * m.mpf(x) + m.mpf("0.9") * softplus(m, x),
        ),
        KnownMistake(
            why["least-doubled"],
            lambda m, x, least=0.1: m.mpf(least) * m.mpf(x) + (1 - 2 * m.mpf(least)) * softplus(m, x),
        ),
    ),
)
