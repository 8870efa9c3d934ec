"""Task 05-positive: scales that stay positive and start where you say."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from course_lib.accuracy.formulas import softplus
from course_lib.tasks.exact_numbers import agree, exact_numbers
from course_lib.tasks.question import Question
from course_lib.tasks.task import Behaviour, ModelTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)

STARTS = (1e-6, 0.1, 2.0, 100.0)
ROWS = (1.0, 2.0, -3.0, 0.5, 0.0, -1.0, 4.0, 8.0)

# What the module makes of ones are its scales.
SCALES = Question("scales", ("value",), (1.0,) * len(STARTS))
TABLE = Question("table", ("value",), ROWS, shape=(2, len(STARTS)))
RAW = Question("raw numbers", ("gradients",), SCALES.x)
SHIFTED = replace(SCALES, name="raw numbers larger by a half", shift=0.5)
PUSHED = Question("pushed", ("value",), SCALES.x, steps=20, rate=0.7)


def accept_start(ones: Any, table: Any) -> bool | str:
    scales = ones.values
    if (ones.shape, table.shape, table.dtype) != ((len(STARTS),), TABLE.shape, "float32"):
        return "wrong-shape"
    wanted = [x * scale for x, scale in zip(ROWS, 2 * scales, strict=True)]
    if not agree(table.values, wanted, 1e-5) and all(map(math.isfinite, scales)):
        return "not-times"
    if agree(scales, STARTS, 2e-4):
        return True
    if agree(scales, exact_numbers(softplus, STARTS), 2e-4):
        return "start-not-inverted"
    if agree(scales, [math.log1p(y) for y in STARTS], 2e-4):
        return "inverse-of-exp"
    return broken_end(scales)


def broken_end(scales: Any) -> str:
    """Which end of the range an inverse loses, where the starts between the ends are right."""
    if agree(scales, [math.exp(y) for y in STARTS], 2e-4):
        return "inverse-breaks"
    if not agree(scales[1:-1], STARTS[1:-1], 2e-4):
        return "start-wrong" if all(map(math.isfinite, scales)) and scales[0] else "inverse-breaks"
    small, large = agree(scales[:1], STARTS[:1], 2e-4), agree(scales[-1:], STARTS[-1:], 2e-4)
    if large:
        return "smallest-held-up" if scales[0] > 2 * STARTS[0] else "inverse-loses-digits"
    return "inverse-overflows" if small else "inverse-breaks"


def moves(raw: Any) -> list[float]:
    """How each trainable number moves the sum of the scales; of a tensor without a gradient no more than too many."""
    trainable = [parameter for parameter in raw.parameters if parameter.trainable]
    return [g for p in trainable for g in p.gradient or (0.0,) * min(math.prod(p.shape), len(STARTS) + 1)]


def computed_once(raw: Any, ones: Any, shifted: Any) -> bool:
    """The scales have a history of trainable numbers, and stay behind when these move."""
    return any(moves(raw)) and ones.values == shifted.values


def accept_parameters(raw: Any, ones: Any, shifted: Any) -> bool | str:
    if not raw.parameters:
        return "no-parameter"
    if computed_once(raw, ones, shifted):
        return "computed-once"
    if len(moves(raw)) != len(STARTS):
        return "wrong-count" if moves(raw) else "frozen"
    return any(moves(raw)) or "gradient-cut"


def accept_pushed(pushed: Any, raw: Any, ones: Any, shifted: Any) -> bool | str | None:
    if computed_once(raw, ones, shifted) or not any(moves(raw)):
        return None  # nothing moves
    scales = pushed.values
    if any(scale < 0 for scale in scales):
        return "negative-after-training"
    if any(map(math.isnan, scales)):
        return None  # as at the start
    return (bool(scales) and all(scale > 0 for scale in scales)) or "zero-after-training"


def accept_slope(raw: Any, ones: Any, shifted: Any, table: Any) -> bool | str | None:
    """Judged at the scales that there are, wherever they start."""
    if accept_start(ones, table) in ("wrong-shape", "not-times"):
        return None
    pairs = list(zip(moves(raw), ones.values, strict=False))
    pairs = [(move, scale) for move, scale in pairs if math.isfinite(move) and math.isfinite(scale)]
    if computed_once(raw, ones, shifted) or len(moves(raw)) != len(STARTS) or len(pairs) < 2:
        return None
    got, scales = [move for move, _ in pairs], [scale for _, scale in pairs]
    if not any(got):
        return None
    if agree(got, [-math.expm1(-scale) for scale in scales], 1e-2):
        return True
    if agree(got, [1.0] * len(got), 1e-2):
        return "direct"
    return "exponential" if agree(got, scales, 1e-2) else "not-softplus"


POSITIVE = ModelTask(
    **WORDS.task,
    arguments={"starts": STARTS},
    behaviours=(
        Behaviour(**WORDS.behaviours["start"], points=3, asks=(SCALES, TABLE), accept=accept_start),
        Behaviour(
            **WORDS.behaviours["parameters"], points=2, asks=(RAW, SCALES, SHIFTED), accept=accept_parameters
        ),
        Behaviour(
            **WORDS.behaviours["pushed"],
            points=2,
            asks=(PUSHED, RAW, SCALES, SHIFTED),
            accept=accept_pushed,
        ),
        Behaviour(
            **WORDS.behaviours["slope"], points=1, asks=(RAW, SCALES, SHIFTED, TABLE), accept=accept_slope
        ),
    ),
)
