"""Task 08-log-mean: ln softplus(x), also where softplus is rounded to 0."""

from __future__ import annotations

from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.grids import elementwise_probes, form_probes, without
from course_lib.tasks.task import CLOSE, LOOSE, Exact, FunctionTask, KnownMistake, Probe, Tolerance
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def value(m: Any, x: Any) -> Any:
    """ln softplus(x)."""
    return m.log(softplus(m, x))


def its_slope(m: Any, x: Any) -> Any:
    """σ(x)/softplus(x): 1 on the far left, near 1/x on the far right."""
    return slope(m, x) / softplus(m, x)


def where_left(rest: Any, edge: float) -> Any:
    """ln softplus(x), but `rest(m, x)` left of the edge."""
    return lambda m, x: rest(m, x) if x < edge else value(m, x)


FLOORS = (
    1e-4,
    1e-5,
    1e-6,
    1e-7,
    1e-8,
    1e-9,
    1e-10,
    1e-12,
    1e-15,
    1e-16,
    1e-20,
    1e-30,
    2.0**-23,
    2.0**-52,
    2.0**-126,
)
"""Small numbers that learners add before a logarithm, or bound it by."""
EDGES = (-15.0, -16.0, -20.0, -30.0, -40.0, -50.0, -100.0)
"""Where learners change the formula."""


LOG_MEAN = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 2, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=value, slope=its_slope),
    probes=(
        *without(("dtype", "shape", "integers"), elementwise_probes()),
        Probe("far left", "value", (-40.0, -800.0, -1e4)),
        Probe("far left float32", "extremes", (-120.0, -200.0, -1e30), dtype="float32"),
        Probe("far left float64", "extremes", (-800.0, -1e4, -1e200), dtype="float64"),
        *without(("integers",), form_probes(values=(-3.0, -1.0, -0.5, 0.0, 1.5, 2.0, 4.0))),
    ),
    tolerances={
        # The logarithm passes 0 at x = 0.54, so the rounding of the mean near 1 is allowed as it is.
        "value": Tolerance(LOOSE.relative, absolute=1e-6),
        "extremes": CLOSE,
    },
    mistakes=(
        KnownMistake(why["log-of-zero"], where_left(lambda m, x: -m.inf, -750.0)),
        *(KnownMistake(why["zero-there"], where_left(lambda m, x: m.mpf(0), edge)) for edge in EDGES),
        *(KnownMistake(why["minus"], where_left(lambda m, x: -m.mpf(x), edge)) for edge in EDGES),
        *(
            KnownMistake(why["floor"], lambda m, x, small=small: m.log(softplus(m, x) + m.mpf(small)))
            for small in FLOORS
        ),
        *(
            KnownMistake(why["floor"], lambda m, x, small=small: m.log(max(softplus(m, x), m.mpf(small))))
            for small in FLOORS
        ),
        KnownMistake(why["no-log"], lambda m, x: softplus(m, x)),
        KnownMistake(why["log-of-exp"], lambda m, x: m.mpf(x)),
        KnownMistake(why["log-sigmoid"], lambda m, x: -softplus(m, -m.mpf(x))),
        KnownMistake(why["softplus-of-log"], lambda m, x: softplus(m, softplus(m, x))),
        KnownMistake(why["log1p"], lambda m, x: m.log(1 + softplus(m, x))),
        KnownMistake(why["is-the-slope"], its_slope),
        KnownMistake(why["wrong-base"], lambda m, x: value(m, x) / m.log(2)),
        KnownMistake(why["wrong-base"], lambda m, x: value(m, x) / m.log(10)),
        KnownMistake(why["line-too-early"], lambda m, x: m.mpf(x) if x < 0 else value(m, x)),
        KnownMistake(why["minus"], lambda m, x: -value(m, x)),
    ),
)
