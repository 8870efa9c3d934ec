"""Task 03-inverse: the inverse of softplus."""

from __future__ import annotations

import math

from course_lib.accuracy.formulas import inverse, log1mexp, softplus
from course_lib.tasks.lesson_03.positive_numbers import NEAR_ZERO, STRICT, half_probes, of, positive_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

INVERSE = FunctionTask(
    **WORDS.task,
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=inverse),
    probes=of(
        "y",
        (
            *positive_probes(
                (20.0, 89.0, 100.0, 1e30),
                (20.5, 25.0, 40.0, 710.0, 1e4, 1e200),
                {"beta": 1.0},
                {"beta": 0.5},
                {"beta": 4.0},
            ),
            *half_probes({"beta": 1.0}),
            Probe("zero", "extremes", (0.0,), {"beta": 1.0}, slope=False, expected=(-math.inf,)),
            Probe(
                "limits",
                "limits",
                (math.inf, math.nan),
                {"beta": 1.0},
                slope=False,
                expected=(math.inf, math.nan),
            ),
        ),
    ),
    tolerances={"value": NEAR_ZERO, "extremes": STRICT},
    mistakes=(
        KnownMistake(why["beta-ignored"], lambda m, y, beta: inverse(m, y)),
        KnownMistake(why["beta-once"], lambda m, y, beta: inverse(m, y, beta) * beta),
        KnownMistake(why["beta-outside-only"], lambda m, y, beta: inverse(m, y) / beta),
        KnownMistake(why["log-undivided"], lambda m, y, beta: y + log1mexp(m, beta * y)),
        KnownMistake(why["one-term-right"], lambda m, y, beta: beta * y + log1mexp(m, beta * y) / beta),
        KnownMistake(why["one-term-right"], lambda m, y, beta: (y + log1mexp(m, beta * y)) / beta),
        KnownMistake(why["is-softplus"], softplus),
        KnownMistake(why["sign"], lambda m, y, beta: y - log1mexp(m, beta * y) / beta),
        KnownMistake(why["no-log"], lambda m, y, beta: m.expm1(beta * y) / beta),
        KnownMistake(why["missing-y"], lambda m, y, beta: log1mexp(m, beta * y) / beta),
    ),
    forbidden=("inverse", "SoftplusTransform", "softplus_inverse"),
    points_if_called=3,
)
