"""A number that was given: anything that `float` takes, but no word and no truth value."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from course_lib.checks.evidence import Number
from course_lib.checks.student.description import plain_repr
from course_lib.checks.student.time_limit import attempt
from course_lib.tasks.question import Questions


def number_given(questions: Questions, thing: Any) -> Number:
    """`number` is None where `thing` is none."""
    name, shown = type(thing).__name__, plain_repr(thing)
    if isinstance(thing, torch.Tensor | np.ndarray) and thing.shape in ((), (1,), (1, 1)):
        thing = attempt(thing.item).result  # a tensor on the device “meta” has no number
    if isinstance(thing, bool | str):
        return Number(name, shown, None)
    return Number(name, shown, attempt(lambda: float(thing)).result)
