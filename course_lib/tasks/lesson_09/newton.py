"""Task 09-newton: where one Newton step leads, for the loss softplus(1 − w) + w²/20."""

from __future__ import annotations

from typing import Any

from course_lib.accuracy.formulas import slope
from course_lib.tasks.grids import elementwise_probes, values_only
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def parts(m: Any, w: Any) -> tuple[Any, Any, Any, Any]:
    """w, f′ and f″ at 1 − w, and w/10."""
    w = m.mpf(w)
    return w, slope(m, 1 - w), slope(m, 1 - w) * slope(m, w - 1), w / 10


def value(m: Any, w: Any) -> Any:
    """w − L′/L″."""
    w, first, second, pull = parts(m, w)
    return w - (pull - first) / (second + m.mpf(1) / 10)


def step_alone(m: Any, w: Any) -> Any:
    return value(m, w) - m.mpf(w)


def uphill(m: Any, w: Any) -> Any:
    return 2 * m.mpf(w) - value(m, w)


def gradient_step(m: Any, w: Any) -> Any:
    w, first, _, pull = parts(m, w)
    return w - (pull - first)


def no_penalty_bend(m: Any, w: Any) -> Any:
    w, first, second, pull = parts(m, w)
    return w - (pull - first) / second


def no_penalty_slope(m: Any, w: Any) -> Any:
    w, first, second, _ = parts(m, w)
    return w + first / (second + m.mpf(1) / 10)


def no_penalty(m: Any, w: Any) -> Any:
    w, first, second, _ = parts(m, w)
    return w + first / second


def inner_sign(m: Any, w: Any) -> Any:
    w, first, second, pull = parts(m, w)
    return w - (pull + first) / (second + m.mpf(1) / 10)


def upside_down(m: Any, w: Any) -> Any:
    w, first, second, pull = parts(m, w)
    return w - (second + m.mpf(1) / 10) / (pull - first)


def hinge(m: Any, w: Any) -> Any:
    w, first, _, pull = parts(m, w)
    return w - (pull - first) * 10


def halved_pull(m: Any, w: Any) -> Any:
    w, first, second, pull = parts(m, w)
    return w - (pull / 2 - first) / (second + m.mpf(1) / 10)


def halved_bend(m: Any, w: Any) -> Any:
    w, first, second, pull = parts(m, w)
    return w - (pull - first) / (second + m.mpf(1) / 20)


def at_w(m: Any, w: Any) -> Any:
    w = m.mpf(w)
    first = slope(m, w)
    return w - (w / 10 - first) / (first * slope(m, -w) + m.mpf(1) / 10)


def multiplied(m: Any, w: Any) -> Any:
    w, first, second, pull = parts(m, w)
    return w - (pull - first) * (second + m.mpf(1) / 10)


NEWTON = FunctionTask(
    **WORDS.task,
    points={"value": 4, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=value),
    probes=values_only(elementwise_probes(large=False, deep=False)),
    mistakes=(
        KnownMistake(why["step-alone"], step_alone),
        KnownMistake(why["step-alone"], lambda m, w: -step_alone(m, w)),
        KnownMistake(why["uphill"], uphill),
        KnownMistake(why["gradient-step"], gradient_step),
        KnownMistake(why["no-penalty-bend"], no_penalty_bend),
        KnownMistake(why["no-penalty-slope"], no_penalty_slope),
        KnownMistake(why["no-penalty"], no_penalty),
        KnownMistake(why["inner-sign"], inner_sign),
        KnownMistake(why["upside-down"], upside_down),
        KnownMistake(why["hinge"], hinge),
        KnownMistake(why["halved-pull"], halved_pull),
        KnownMistake(why["halved-bend"], halved_bend),
        KnownMistake(why["at-w"], at_w),
        KnownMistake(why["multiplied"], multiplied),
    ),
)
