"""Task 05-network: a network with a positive output."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from course_lib.accuracy.formulas import slope, softplus
from course_lib.tasks.exact_numbers import exact_numbers
from course_lib.tasks.question import Question
from course_lib.tasks.task import Behaviour, ModelTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)

DRAWN = random.Random(1)


def drawn(count: int, largest: int) -> tuple[float, ...]:
    """Numbers between −largest and largest, multiples of 1/256: exact in float32."""
    return tuple(DRAWN.randint(-256 * largest, 256 * largest) / 256 for _ in range(count))


# Inputs and weights reach both sides of both activations.
NUMBERS = drawn(64 * 4, 3)
PARAMETERS = {shape: drawn(math.prod(shape), 2) for shape in ((1,), (1, 3), (3,), (3, 4))}

BATCH = Question("batch", ("value", "gradients"), NUMBERS, shape=(64, 4))
WITH_WEIGHTS = Question(
    "with weights", ("value",), NUMBERS, shape=(64, 4), parameters=tuple(PARAMETERS.items())
)


def softplus_of(x: float) -> float:
    return exact_numbers(softplus, [x])[0]


def sigmoid(x: float) -> float:
    return exact_numbers(slope, [x])[0]


def relu(x: float) -> float:
    return max(x, 0.0)


def same(x: float) -> float:
    return x


# What a network may do between and behind its two linear layers, by the id of its cause; the first is right.
CANDIDATES: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "right": (softplus_of, softplus_of),
    "output-negative": (softplus_of, same),
    "hidden-missing": (same, softplus_of),
    "hidden-relu": (relu, softplus_of),
    "output-relu": (softplus_of, relu),
    "relu-everywhere": (relu, relu),
    "output-bounded": (softplus_of, sigmoid),
    "output-exp": (softplus_of, math.exp),
    "output-abs": (softplus_of, abs),
    "not-softplus": (sigmoid, softplus_of),
    "nothing-between": (same, same),
}


def rows(numbers: tuple[float, ...], width: int) -> list[tuple[float, ...]]:
    """The rows of a matrix that is stored flat."""
    return [numbers[i : i + width] for i in range(0, len(numbers), width)]


def linear(inputs: Sequence[float], weights: tuple[float, ...], biases: tuple[float, ...]) -> list[float]:
    """One linear layer; `weights` hold the rows of the matrix one after the other."""
    return [
        bias + sum(w * x for w, x in zip(row, inputs, strict=True))
        for row, bias in zip(rows(weights, len(inputs)), biases, strict=True)
    ]


@cache
def outputs(name: str) -> list[float]:
    """What the candidate returns for the batch, with the weights of the question."""
    hidden, last = CANDIDATES[name]
    found = []
    for row in rows(NUMBERS, 4):
        between = [hidden(total) for total in linear(row, PARAMETERS[3, 4], PARAMETERS[3,])]
        found.append(last(linear(between, PARAMETERS[1, 3], PARAMETERS[1,])[0]))
    return found


def accept_layout(batch: Any) -> bool | str:
    shapes = Counter(parameter.shape for parameter in batch.parameters)
    if shapes != Counter(PARAMETERS.keys()):
        weights = [shape for shape in shapes if len(shape) == 2]
        hidden = batch.shape == (64, 1) and shapes <= Counter(PARAMETERS.keys()) and len(weights) < 2
        return "layers-hidden" if hidden else "wrong-size"
    if batch.shape != (64, 1):
        return "wrong-output-shape"
    return batch.dtype == "float32" or "dtype-changed"


def accept_functions(reply: Any) -> bool | str:
    got = reply.values
    for name in CANDIDATES:
        wanted = outputs(name)
        near = [abs(g - w) < 1e-4 * (1 + abs(w)) for g, w in zip(got, wanted, strict=False)]
        if len(got) == len(wanted) and all(near):
            return name == "right" or name
    return "other"


def accept_gradient(batch: Any) -> bool | str | None:
    if accept_layout(batch) == "layers-hidden":
        return None
    if any(not parameter.trainable for parameter in batch.parameters):
        return "frozen"
    if any(parameter.gradient is None for parameter in batch.parameters):
        return "gradient-cut"
    return all(any(parameter.gradient or ()) for parameter in batch.parameters) or None


NETWORK = ModelTask(
    **WORDS.task,
    behaviours=(
        Behaviour(**WORDS.behaviours["layout"], points=2, asks=(BATCH,), accept=accept_layout),
        Behaviour(**WORDS.behaviours["functions"], points=4, asks=(WITH_WEIGHTS,), accept=accept_functions),
        Behaviour(**WORDS.behaviours["gradient"], points=2, asks=(BATCH,), accept=accept_gradient),
    ),
)
