"""Task 04-logistic-loss: the logistic loss with softplus."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.grids import elementwise_probes, without
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def loss(m: Any, x: Any, target: float = 1.0) -> Any:
    """The surprises at yes and at no, weighed by the target."""
    return m.mpf(target) * softplus(m, -x) + (1 - m.mpf(target)) * softplus(m, x)


def loss_slope(m: Any, x: Any, target: float = 1.0) -> Any:
    """σ(x) − target, without a difference of nearly equal numbers."""
    return (1 - m.mpf(target)) * slope(m, x) - m.mpf(target) * slope(m, -x)


def capped(rest: Any) -> Any:
    """The loss through a probability: where 1 − σ(x) rounds to 0, the loss is `rest(m)`."""
    return lambda m, x, target: rest(m) if target == 0.0 and x > 17.4 else loss(m, x, target)


LOGISTIC_LOSS = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 2, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=loss, slope=loss_slope),
    probes=(
        # Where the network is right and sure, the loss is asked for to its last digits, its tiny slope is not: the usual
        # max(x, 0) − tx + log1p(exp(−|x|)) adds up slopes 1, −1 and a tiny one, and harms nobody.
        *(
            replace(probe, slope=probe.slope and (not probe.name.startswith("deep")))
            for probe in without(
                ("integers",), elementwise_probes({"target": 0.0}, {"target": 1.0}, {"target": 0.25})
            )
        ),
        Probe("sure and wrong", "value", (18.0, 20.0, 25.0), {"target": 0.0}),
        Probe(
            "sure and right", "extremes", (10.0, 14.0, 17.0, 25.0, 50.0, 80.0), {"target": 1.0}, slope=False
        ),
        Probe("far out, target between", "extremes", (-1e4, -100.0, 100.0, 1e4), {"target": 0.25}),
    ),
    mistakes=(
        KnownMistake(why["rounded-probability"], capped(lambda m: m.inf)),
        *(
            KnownMistake(why["rounded-probability"], capped(lambda m, small=small: -m.log(m.mpf(small))))
            for small in (1e-6, 1e-7, 2.0**-23, 1e-8, 1e-9, 1e-10, 1e-12)
        ),
        KnownMistake(why["rounded-probability"], capped(lambda m: m.mpf(100))),
        KnownMistake(why["targets-exchanged"], lambda m, x, target: loss(m, x, 1 - target)),
        KnownMistake(why["target-ignored"], lambda m, x, target: softplus(m, x)),
        KnownMistake(why["always-target-1"], lambda m, x, target: softplus(m, -x)),
        KnownMistake(why["one-term"], lambda m, x, target: target * softplus(m, -x)),
        KnownMistake(why["only-target-0"], lambda m, x, target: (1 - target) * softplus(m, x)),
        KnownMistake(why["labels-plus-minus-one"], lambda m, x, target: softplus(m, -m.mpf(target) * x)),
        KnownMistake(why["targets-between"], lambda m, x, target: loss(m, x, float(target == 1.0))),
        KnownMistake(why["targets-between"], lambda m, x, target: loss(m, x, float(target > 0.0))),
        KnownMistake(why["targets-between"], lambda m, x, target: softplus(m, (1 - 2 * m.mpf(target)) * x)),
        KnownMistake(why["weights-missing"], lambda m, x, target: softplus(m, -x) + softplus(m, x)),
        KnownMistake(why["sign-of-tx"], lambda m, x, target: softplus(m, x) + target * x),
        KnownMistake(why["negative"], lambda m, x, target: -loss(m, x, target)),
        KnownMistake(why["squared-error"], lambda m, x, target: (slope(m, x) - target) ** 2),
        KnownMistake(why["is-the-slope"], lambda m, x, target: slope(m, x) - target),
        KnownMistake(why["sigmoid-twice"], lambda m, x, target: loss(m, slope(m, x), target)),
        KnownMistake(why["wrong-base"], lambda m, x, target: loss(m, x, target) / m.log(2)),
    ),
    forbidden=(
        "binary_cross_entropy_with_logits",
        "BCEWithLogitsLoss",
        "binary_cross_entropy",
        "BCELoss",
        "soft_margin_loss",
    ),
    points_if_called=4,
)
