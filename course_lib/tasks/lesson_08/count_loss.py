"""Task 08-count-loss: the loss for counts with a softplus mean, one blank."""

from __future__ import annotations

from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.grids import elementwise_probes, without
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def loss(m: Any, x: Any, count: float = 2.0) -> Any:
    """softplus(x) − count·ln softplus(x)."""
    mean = softplus(m, x)
    return mean - m.mpf(count) * m.log(mean)


def loss_slope(m: Any, x: Any, count: float = 2.0) -> Any:
    """σ(x)·(1 − count/softplus(x))."""
    return slope(m, x) * (1 - m.mpf(count) / softplus(m, x))


def of_mean(formula: Any) -> Any:
    """formula(m, mean, count)."""
    return lambda m, x, count=2.0: formula(m, softplus(m, x), m.mpf(count))


COUNT_LOSS = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 2, "extremes": 1, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=loss, slope=loss_slope),
    probes=without(("integers",), elementwise_probes({"count": 2.0}, {"count": 0.0}, {"count": 1.0})),
    mistakes=(
        KnownMistake(why["sign"], of_mean(lambda m, mean, count: mean + count * m.log(mean))),
        KnownMistake(why["negative"], of_mean(lambda m, mean, count: count * m.log(mean) - mean)),
        KnownMistake(why["x-for-log"], lambda m, x, count=2.0: softplus(m, x) - m.mpf(count) * m.mpf(x)),
        KnownMistake(why["count-at-mean"], of_mean(lambda m, mean, count: count * mean - m.log(mean))),
        KnownMistake(why["no-log"], of_mean(lambda m, mean, count: mean - count * mean)),
        KnownMistake(why["no-log"], of_mean(lambda m, mean, count: mean - count)),
        KnownMistake(why["squared-error"], of_mean(lambda m, mean, count: (mean - count) ** 2)),
        KnownMistake(why["mean-missing"], of_mean(lambda m, mean, count: -count * m.log(mean))),
        KnownMistake(why["count-missing"], of_mean(lambda m, mean, count: mean - m.log(mean))),
        KnownMistake(why["log1p"], of_mean(lambda m, mean, count: mean - count * m.log(1 + mean))),
        KnownMistake(why["log-of-x"], of_mean(lambda m, mean, count: mean * (1 - count * m.log(mean)))),
    ),
)
