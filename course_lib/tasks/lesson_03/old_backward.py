"""Task 03-old-backward: find the bug in an old backward pass."""

from __future__ import annotations

import math
from dataclasses import replace

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks import torch_rule
from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.lesson_03.positive_numbers import STRICT
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.torch_rule import DEFAULTS, over, slope_where
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

LOW_CUT = {"beta": 3.0, "threshold": 1.0}
GENTLE = {"beta": 0.125, "threshold": 2.0}

OLD_BACKWARD = FunctionTask(
    **WORDS.task,
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=torch_rule.slope),
    probes=(
        *(
            replace(probe, slope=False)
            for probe in elementwise_probes(DEFAULTS, LOW_CUT, GENTLE, limits=(0.0, 1.0, math.nan))
        ),
        Probe("between x and y", "value", (0.2, 0.2736, 0.3, 0.36), LOW_CUT, slope=False),
        Probe("threshold on x", "value", (3.0, 8.0, 15.0, 17.0), GENTLE, slope=False),
    ),
    tolerances={"extremes": STRICT},
    mistakes=(
        KnownMistake(why["tests-output"], slope_where(lambda x, y, beta, threshold: beta * y > threshold)),
        KnownMistake(why["threshold-on-x"], slope_where(lambda x, y, beta, threshold: x > threshold)),
        KnownMistake(why["threshold-ignored"], lambda m, x, beta, threshold: slope(m, x, beta)),
        KnownMistake(
            why["beta-ignored"], lambda m, x, beta, threshold: torch_rule.slope(m, x, 1.0, threshold)
        ),
        KnownMistake(
            why["sigmoid-of-output"],
            slope_where(over, lambda m, x, beta: slope(m, softplus(m, x, beta), beta)),
        ),
        KnownMistake(why["mirrored"], slope_where(over, lambda m, x, beta: slope(m, -x, beta))),
        KnownMistake(why["times-beta"], slope_where(over, lambda m, x, beta: beta * slope(m, x, beta))),
        KnownMistake(why["value-not-slope"], torch_rule.value),
    ),
)
