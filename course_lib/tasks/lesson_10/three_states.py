"""Task 10-three-states: a hidden unit with the states 0, 1 and 2, one blank."""

from __future__ import annotations

import math
from typing import Any

from course_lib.accuracy.formulas import softplus
from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def with_third(third: Any) -> Any:
    """ln(e⁰ + eᶻ + e^third)."""

    def value(m: Any, z: Any) -> Any:
        terms = (m.mpf(0), m.mpf(z), third(m, m.mpf(z)))
        top = max(terms)
        return top + m.log(sum(m.exp(term - top) for term in terms))

    return value


def its_slope(m: Any, z: Any) -> Any:
    """The mean of the three states, with the weights eʰᶻ."""
    top = max(0, 2 * m.mpf(z))
    weights = [m.exp(h * m.mpf(z) - top) for h in range(3)]
    return sum(h * weight for h, weight in enumerate(weights)) / sum(weights)


THREE_STATES = FunctionTask(
    **WORDS.task,
    points={"value": 3, "gradient": 1, "extremes": 1, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=with_third(lambda m, z: 2 * z), slope=its_slope),
    probes=elementwise_probes(limits=(0.0, math.inf, math.nan), deep=False),
    mistakes=(
        KnownMistake(why["squared"], with_third(lambda m, z: z * z)),
        KnownMistake(why["state-1-twice"], with_third(lambda m, z: z)),
        KnownMistake(why["no-z"], with_third(lambda m, z: m.mpf(2))),
        KnownMistake(why["plus-two"], with_third(lambda m, z: z + 2)),
        KnownMistake(why["minus"], with_third(lambda m, z: -z)),
        KnownMistake(why["minus"], with_third(lambda m, z: -2 * z)),
        KnownMistake(why["state-0-twice"], with_third(lambda m, z: m.mpf(0))),
        KnownMistake(why["half"], with_third(lambda m, z: z / 2)),
        KnownMistake(why["only-two"], lambda m, z: softplus(m, z)),
        KnownMistake(why["exponential"], with_third(lambda m, z: m.exp(z))),
        KnownMistake(why["state-3"], with_third(lambda m, z: 3 * z)),
    ),
)
