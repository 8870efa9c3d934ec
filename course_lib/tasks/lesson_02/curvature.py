"""Task 02-curvature: the curvature of softplus."""

from __future__ import annotations

from typing import Any

from course_lib.accuracy.formulas import curvature, slope
from course_lib.tasks.grids import elementwise_probes, values_only, without
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def third(m: Any, x: Any, beta: float = 1.0) -> Any:
    """The third derivative."""
    return beta * curvature(m, x, beta) * (1 - 2 * slope(m, x, beta))


def both_tails(dtype: str, xs: tuple[float, ...]) -> tuple[Probe, ...]:
    sides = {"left": tuple(-x for x in xs), "right": xs}
    return tuple(
        Probe(f"{side} tail {dtype}", "extremes", far, {"beta": 1.0}, dtype=dtype)
        for side, far in sides.items()
    )


CURVATURE = FunctionTask(
    **WORDS.task,
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=curvature),
    probes=values_only(
        (
            *without(
                ("integers",),
                elementwise_probes({"beta": 1.0}, {"beta": 0.5}, {"beta": 2.0}, large=False, deep=False),
            ),
            *both_tails("float32", (10.0, 14.0, 18.0, 25.0, 50.0, 80.0)),
            *both_tails("float64", (10.0, 20.0, 30.0, 38.0, 100.0, 700.0)),
            *both_tails("float16", (4.0, 7.0, 9.0)),
            *both_tails("bfloat16", (10.0, 25.0, 50.0, 80.0)),
            Probe("without beta", "value", (-1.0, 0.0, 2.0)),
        )
    ),
    mistakes=(
        KnownMistake(why["beta-missing"], lambda m, x, beta=1.0: curvature(m, x, beta) / beta),
        KnownMistake(why["beta-squared"], lambda m, x, beta=1.0: curvature(m, x, beta) * beta),
        KnownMistake(why["beta-ignored"], lambda m, x, beta=1.0: curvature(m, x)),
        KnownMistake(why["is-slope"], slope),
        KnownMistake(why["squared-slope"], lambda m, x, beta=1.0: beta * slope(m, x, beta) ** 2),
        KnownMistake(why["sign"], lambda m, x, beta=1.0: -curvature(m, x, beta)),
        KnownMistake(why["is-third"], third),
    ),
)
