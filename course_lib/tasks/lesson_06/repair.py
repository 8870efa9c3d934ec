"""Task 06-repair: the third fault of the old gradient."""

from __future__ import annotations

from course_lib.accuracy.formulas import slope
from course_lib.tasks import torch_rule
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe, Tolerance
from course_lib.tasks.torch_rule import DEFAULTS, over, slope_where
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

REPAIR = FunctionTask(
    **WORDS.task,
    points={"value": 2, "gradient": 2, "extremes": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=torch_rule.slope, slope=torch_rule.curvature),
    tolerances={"gradient": Tolerance({"float64": 1e-9, "float32": 1e-4})},
    probes=(
        Probe("around x = 1.5", "value", (1.25, 1.48, 1.49, 1.5, 1.51, 2.0), {"beta": 2.0, "threshold": 3.0}),
        Probe("ordinary", "value", (-4.0, -1.0, 0.0, 0.5, 1.0, 3.0), DEFAULTS),
        Probe("low threshold", "value", (-1.0, 0.0, 0.25, 0.75, 1.0, 1.5), {"beta": 1.0, "threshold": 1.0}),
        Probe("drawn", "value", (), {"beta": 3.0, "threshold": 1.0}, random=32, low=-1.0, high=1.0),
        Probe("left float32", "extremes", (-10.0, -17.0, -30.0, -80.0), DEFAULTS),
        Probe("left float64", "extremes", (-37.0, -100.0, -600.0), DEFAULTS, dtype="float64"),
        Probe("curved right", "gradient", (8.0, 12.0, 15.0, 17.0, 19.0), DEFAULTS),
        Probe(
            "curved right float64",
            "gradient",
            (20.0, 30.0, 38.0),
            {"beta": 1.0, "threshold": 40.0},
            dtype="float64",
        ),
        Probe("right", "extremes", (25.0, 100.0, 1e4), DEFAULTS),
        Probe("table", "shape", (-3.0, -1.0, 0.0, 1.0, 2.0, 3.0), DEFAULTS, shape=(2, 3)),
        Probe("empty", "shape", (), DEFAULTS, shape=(0,)),
    ),
    mistakes=(
        KnownMistake(why["digits-lost"], torch_rule.curvature, quantity="slope"),
        KnownMistake(why["output-tested"], slope_where(lambda x, y, beta, threshold: beta * y > threshold)),
        KnownMistake(
            why["output-without-beta"],
            slope_where(lambda x, y, beta, threshold: (x if beta * x > threshold else y) > threshold),
        ),
        KnownMistake(why["threshold-on-x"], slope_where(lambda x, y, beta, threshold: x > threshold)),
        KnownMistake(why["not-strict"], slope_where(lambda x, y, beta, threshold: beta * x >= threshold)),
        KnownMistake(why["never-switches"], lambda m, x, beta, threshold: slope(m, x, beta)),
        KnownMistake(why["beta-ignored"], slope_where(over, lambda m, x, beta: slope(m, x))),
    ),
)
