"""The true numbers of a formula at given inputs, and whether an answer's numbers agree with them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from mpmath.ctx_mp import MPContext

from course_lib.tasks.task import Formula

EXACT = MPContext()
EXACT.prec = 200
"""The course's own 200-bit context; mpmath's global precision is left alone."""


def exact_numbers(formula: Formula, xs: Iterable[float], **settings: Any) -> tuple[float, ...]:
    """The formula in 200-bit arithmetic at the floats as they are, each result rounded once to float64."""
    return tuple(float(formula(EXACT, EXACT.mpf(x), **settings)) for x in xs)


def agree(got: Sequence[float] | None, wanted: Sequence[float], relative: float) -> bool:
    """As many numbers, and each within `relative` of the wanted one (infinity only with infinity, NaN never)."""
    return (
        got is not None
        and len(got) == len(wanted)
        and all(math.isclose(g, w, rel_tol=relative) for g, w in zip(got, wanted, strict=True))
    )
