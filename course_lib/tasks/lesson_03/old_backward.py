"""Task 03-old-backward: find the bug in an old backward pass."""

from __future__ import annotations

import math

import torch

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks import torch_rule
from course_lib.tasks.grids import elementwise_probes, values_only
from course_lib.tasks.lesson_03.positive_numbers import STRICT
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.torch_rule import DEFAULTS, over, slope_where
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

LOW_CUT = {"beta": 3.0, "threshold": 1.0}
GENTLE = {"beta": 0.125, "threshold": 2.0}
HIGH_CUT = {"beta": 1.0, "threshold": 1000.0}
EVEN_CUT = {"beta": 2.0, "threshold": 1.0}
"""Its cut, x = 1/2, is a number of every float type."""


def at_the_cut(dtype: str) -> Probe:
    """The cut itself and its neighbours in that type: at the cut the rule is still curved."""
    half = torch.tensor([0.5], dtype=getattr(torch, dtype))
    ends = [half, torch.nextafter(half, half - 1), torch.nextafter(half, half + 1)]
    return Probe(f"at the cut {dtype}", "value", tuple(end.item() for end in ends), EVEN_CUT, dtype=dtype)


OLD_BACKWARD = FunctionTask(
    **WORDS.task,
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=torch_rule.slope),
    probes=values_only(
        (
            *elementwise_probes(DEFAULTS, LOW_CUT, GENTLE, limits=(0.0, 1.0, math.nan), half=True),
            Probe("between x and y", "value", (0.2, 0.2736, 0.3, 0.36), LOW_CUT),
            Probe("threshold on x", "value", (3.0, 8.0, 15.0, 17.0), GENTLE),
            *(at_the_cut(dtype) for dtype in ("float32", "float64", "float16", "bfloat16")),
            Probe("high threshold", "extremes", (30.0, 89.0, 100.0, 150.0), HIGH_CUT),
            Probe(
                "high threshold float64", "extremes", (30.0, 100.0, 710.0, 750.0), HIGH_CUT, dtype="float64"
            ),
            Probe("high threshold float16", "extremes", (5.0, 11.5, 15.0, 19.0), DEFAULTS, dtype="float16"),
        )
    ),
    tolerances={"extremes": STRICT},
    mistakes=(
        KnownMistake(why["tests-output"], slope_where(lambda x, y, beta, threshold: beta * y > threshold)),
        KnownMistake(why["threshold-on-x"], slope_where(lambda x, y, beta, threshold: x > threshold)),
        KnownMistake(
            why["at-the-threshold"],
            slope_where(lambda x, y, beta, threshold: beta * x >= threshold),
        ),
        KnownMistake(why["threshold-ignored"], lambda m, x, beta, threshold: slope(m, x, beta)),
        KnownMistake(
            why["beta-ignored"], lambda m, x, beta, threshold: torch_rule.slope(m, x, 1.0, threshold)
        ),
        KnownMistake(
            why["sigmoid-of-output"],
            slope_where(over, lambda m, x, beta: slope(m, softplus(m, x, beta), beta)),
        ),
        KnownMistake(why["curve-without-beta"], slope_where(over, lambda m, x, beta: slope(m, x))),
        KnownMistake(why["mirrored"], slope_where(over, lambda m, x, beta: slope(m, -x, beta))),
        KnownMistake(why["times-beta"], slope_where(over, lambda m, x, beta: beta * slope(m, x, beta))),
        KnownMistake(why["value-not-slope"], torch_rule.value),
    ),
)
