"""Task 05-rule: PyTorch’s rule, one blank."""

from __future__ import annotations

from course_lib.accuracy.formulas import softplus
from course_lib.tasks import torch_rule
from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.torch_rule import value_where
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

RULE = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=torch_rule.value, slope=torch_rule.slope),
    probes=(
        Probe(
            "around a switch at 1",
            "value",
            (-2.0, 0.5, 0.875, 1.0, 1.125, 1.5, 3.0),
            {"beta": 2.0, "threshold": 2.0},
        ),
        Probe(
            "around a switch at 4",
            "value",
            (0.5, 1.0, 2.0, 3.5, 4.0, 4.5, 6.0),
            {"beta": 0.5, "threshold": 2.0},
        ),
        Probe("far right", "value", (30.0, 95.0, 500.0), {"beta": 1.0, "threshold": 3.0}),
        # Here the output is already above the threshold, and βx is not.
        Probe("just left of a switch at 3", "value", (2.9375, 2.96875), {"beta": 1.0, "threshold": 3.0}),
        *(
            probe
            for probe in elementwise_probes({"beta": 1.0, "threshold": 3.0}, {"beta": 4.0, "threshold": 3.0})
            if probe.line in ("value", "shape")
        ),
    ),
    mistakes=(
        KnownMistake(why["threshold-on-x"], value_where(lambda x, y, beta, threshold: x > threshold)),
        KnownMistake(why["not-strict"], value_where(lambda x, y, beta, threshold: beta * x >= threshold)),
        KnownMistake(why["turned-around"], value_where(lambda x, y, beta, threshold: beta * x < threshold)),
        KnownMistake(why["turned-around"], value_where(lambda x, y, beta, threshold: beta * x <= threshold)),
        KnownMistake(why["both-sides"], value_where(lambda x, y, beta, threshold: abs(beta * x) > threshold)),
        KnownMistake(why["threshold-on-output"], value_where(lambda x, y, beta, threshold: y > threshold)),
        KnownMistake(
            why["threshold-on-output"], value_where(lambda x, y, beta, threshold: beta * y > threshold)
        ),
        KnownMistake(why["never-switches"], lambda m, x, beta, threshold: softplus(m, x, beta)),
        KnownMistake(why["beta-twice"], value_where(lambda x, y, beta, threshold: x > threshold * beta)),
        KnownMistake(why["beta-twice"], value_where(lambda x, y, beta, threshold: x > threshold / beta**2)),
    ),
    forbidden=("softplus", "Softplus", "torch_rule"),
    points_if_called=1,
)
