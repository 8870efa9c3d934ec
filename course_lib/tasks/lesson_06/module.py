"""Task 06-module: your own softplus, complete."""

from __future__ import annotations

import math
from typing import Any

from course_lib.accuracy.formulas import curvature, slope, softplus
from course_lib.tasks.exact_numbers import agree, exact_numbers
from course_lib.tasks.question import Question
from course_lib.tasks.task import Behaviour, ModelTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)

DERIVATIVES = ("slope", "curvature")
VALUES = Question("values", ("value",), (-80.0, -30.0, -17.0, -1.0, 0.0, 1.0, 20.5, 90.0, 1e3), shape=(3, 3))
NEAR_20 = Question("values in float64", ("value",), (19.5, 20.5, 25.0), dtype="float64")
# The gradient that arrives is 3 and not 1: a backward pass may not forget it.
SLOPES = Question(
    "slopes", ("slope",), (-80.0, -30.0, -17.0, -1.0, 0.0, 1.0, 12.0, 90.0), shape=(2, 4), weight=3.0
)
CURVATURES = Question(
    "curvatures", DERIVATIVES, (-80.0, -17.0, 0.0, 2.0, 10.0, 17.0, 30.0, 80.0), shape=(2, 4), weight=3.0
)
# Of y², where the gradient that arrives at softplus depends on x as well.
COMPOSED = Question("curvatures of the square", DERIVATIVES, (-1.0, 0.5, 2.0), power=2)
KEPT = Question("kept", ("kept",), tuple(-3 + 6 * i / 63 for i in range(64)))


def accept_value(table: Any, near: Any) -> bool | str:
    got, wanted = table.values, exact_numbers(softplus, VALUES.x)
    if (table.shape, table.dtype) != (VALUES.shape, "float32"):
        return "form-lost"
    if not all(map(math.isfinite, got)):
        return "overflow"
    if not agree(got, wanted, 1e-5):
        return "wrong-value" if abs(got[4] - wanted[4]) > 1e-3 else "tail-lost"
    return agree(near.values, exact_numbers(softplus, NEAR_20.x), 1e-13) or "threshold"


def missing(derivative: Any, raised: str, cut: str) -> str | None:
    """The cause when there are no numbers, because a backward pass raised or there was nothing to differentiate."""
    if derivative is not None and derivative.error is not None:
        return raised
    return cut if derivative is None or derivative.numbers is None else None


def accept_slope(reply: Any) -> bool | str:
    cause = missing(reply.slope, "backward-raises", "gradient-cut")
    if cause is not None:
        return cause
    got, wanted = reply.slope.numbers, exact_numbers(slope, SLOPES.x)
    if agree(got, wanted, 1e-5):
        return True
    if agree([SLOPES.weight * one for one in got[3:6]], wanted[3:6], 1e-4):
        return "arriving-gradient-ignored"
    return "slope-zero" if agree(got[3:6], wanted[3:6], 1e-4) and got[1] == 0.0 else "slope-wrong"


def of_the_square(m: Any, x: Any) -> Any:
    """The curvature of softplus²."""
    return 2 * (slope(m, x) ** 2 + softplus(m, x) * curvature(m, x))


def accept_curvature(alone: Any, composed: Any) -> bool | str | None:
    slopes = alone.slope.numbers if alone.slope else None
    if slopes is None or not agree(slopes[2:4], exact_numbers(slope, CURVATURES.x[2:4]), 1e-4):
        return None  # the line of the slope says why
    for derivative in (alone.slope, alone.curvature):
        cause = missing(derivative, "backward-of-backward-raises", "curvature-cut")
        if cause is not None:
            return cause
    got, wanted = alone.curvature.numbers, exact_numbers(curvature, CURVATURES.x)
    if agree(got, wanted, 1e-4):
        square = composed.curvature.numbers if composed.curvature else None
        return agree(square, exact_numbers(of_the_square, COMPOSED.x), 1e-4) or "gradient-forgotten"
    ordinary = agree(got[2:4], wanted[2:4], 1e-3)
    if ordinary and 0.0 in got[-3:]:
        return "curvature-zero"
    return "curvature-lost-left" if ordinary and got[0] == 0.0 else "curvature-wrong"


def accept_kept(reply: Any) -> bool | str:
    kept = reply.kept
    if kept is not None and kept.other:
        return "keeps-more"
    if kept is not None and kept.input:
        return "keeps-input"
    return (kept is not None and kept.output) or "keeps-unseen"


MODULE = ModelTask(
    **WORDS.task,
    behaviours=(
        Behaviour(**WORDS.behaviours["value"], points=2, asks=(VALUES, NEAR_20), accept=accept_value),
        Behaviour(**WORDS.behaviours["slope"], points=2, asks=(SLOPES,), accept=accept_slope),
        Behaviour(**WORDS.behaviours["kept"], points=2, asks=(KEPT,), accept=accept_kept),
        Behaviour(
            **WORDS.behaviours["curvature"], points=3, asks=(CURVATURES, COMPOSED), accept=accept_curvature
        ),
    ),
    forbidden=("softplus", "Softplus"),
    points_if_called=3,
)
