"""The true numbers of a function task: its exact formula in 200-bit arithmetic, or its reference on float64 tensors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import torch

from course_lib.tasks.exact_numbers import exact_numbers
from course_lib.tasks.task import Formula, FunctionTask, Probe


def true_numbers(
    task: FunctionTask, probe: Probe, xs: Sequence[float], shape: tuple[int, ...], quantity: str
) -> list[float]:
    """Values, slopes or curvatures at `xs`; nothing where the task states no truth for `quantity`."""
    if quantity == "value" and probe.expected is not None:
        return list(probe.expected)
    if quantity == "slope" and probe.expected_slope is not None:
        return list(probe.expected_slope)
    if quantity != "value" and probe.expected is not None:
        return []
    if task.exact is None:
        return _by_reference(task, probe, xs, shape, quantity)
    formula = getattr(task.exact, quantity)
    if formula is None:
        return []
    rows = zip(*probe.others.values(), strict=True) if probe.others else [()] * len(xs)
    named = [dict(zip(probe.others, row, strict=True)) for row in rows]
    return [exactly(formula, x, {**probe.settings, **others}) for x, others in zip(xs, named, strict=True)]


def true_shape(task: FunctionTask, probe: Probe, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The input's own shape, or that of the task's reference, when it mixes elements."""
    if task.reference is None:
        return shape
    others = {name: torch.tensor(more, dtype=torch.float64) for name, more in probe.others.items()}
    return tuple(task.reference(torch.zeros(shape, dtype=torch.float64), **others, **probe.settings).shape)


def exactly(formula: Formula, x: float, settings: Mapping[str, Any]) -> float:
    """One number of a formula, remembered: the same inputs come again and again."""
    return _exactly(formula, x, tuple(settings.items()))


@lru_cache(maxsize=65536)
def _exactly(formula: Formula, x: float, settings: tuple[tuple[str, Any], ...]) -> float:
    return exact_numbers(formula, (x,), **dict(settings))[0]


def _by_reference(
    task: FunctionTask, probe: Probe, xs: Sequence[float], shape: tuple[int, ...], quantity: str
) -> list[float]:
    """Differentiated by autograd."""
    assert task.reference is not None
    x = torch.tensor(xs, dtype=torch.float64).reshape(shape).requires_grad_(True)
    others = {name: torch.tensor(more, dtype=torch.float64) for name, more in probe.others.items()}
    y = task.reference(x, **others, **probe.settings)
    if quantity == "value":
        return y.detach().flatten().tolist()
    (slope,) = torch.autograd.grad(y.sum(), x, create_graph=quantity == "curvature")
    if quantity == "curvature":
        (slope,) = torch.autograd.grad(slope.sum(), x)
    return slope.detach().flatten().tolist()
