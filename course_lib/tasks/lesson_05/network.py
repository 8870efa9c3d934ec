"""Task 05-network: a network with a positive output."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

from course_lib.tasks.task import Behaviour, ModelTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)


def _identity(x: torch.Tensor) -> torch.Tensor:
    return x


_CANDIDATES: dict[str, tuple[Callable, Callable]] = {
    "right": (F.softplus, F.softplus),
    "output-negative": (F.softplus, _identity),
    "hidden-missing": (_identity, F.softplus),
    "hidden-relu": (F.relu, F.softplus),
    "output-relu": (F.softplus, F.relu),
    "relu-everywhere": (F.relu, F.relu),
    "output-bounded": (F.softplus, torch.sigmoid),
    "output-exp": (F.softplus, torch.exp),
    "output-abs": (F.softplus, torch.abs),
    "not-softplus": (torch.sigmoid, F.softplus),
    "nothing-between": (_identity, _identity),
}

_SHAPES = ((3, 4), (3,), (1, 3), (1,))


def _batch() -> torch.Tensor:
    return torch.rand(64, 4, generator=torch.Generator().manual_seed(5)) * 6 - 3


def _by_shape(module: nn.Module) -> dict[tuple[int, ...], nn.Parameter]:
    return {tuple(p.shape): p for p in module.parameters()}


def _layout(module: nn.Module) -> dict[str, Any]:
    """Shapes of the parameters and of the output, and whether the batch's dtype is kept."""
    shapes = sorted(tuple(p.shape) for p in module.parameters())
    output = module(_batch())
    return {
        "shapes": [list(s) for s in shapes],
        "output": list(output.shape),
        "kept": output.dtype == _batch().dtype,
    }


def _accept_layout(data: dict[str, Any]) -> bool | str:
    if data["shapes"] != [list(s) for s in sorted(_SHAPES)]:
        return "wrong-size"
    if data["output"] != [64, 1]:
        return "wrong-output-shape"
    return True if data["kept"] else "dtype-changed"


def _nearest(module: nn.Module) -> dict[str, float]:
    """How far the outputs are from each candidate, with weights that reach every side of both activations."""
    own = copy.deepcopy(module)
    source = torch.Generator().manual_seed(6)
    with torch.no_grad():
        for shape, parameter in _by_shape(own).items():
            parameter.copy_(torch.rand(shape, generator=source) * 4 - 2)
        got = own(_batch()).double().reshape(-1)
        weights = {shape: p.double() for shape, p in _by_shape(own).items()}
        sums = _batch().double() @ weights[3, 4].T + weights[3,]
        away = {}
        for name, (hidden, last) in _CANDIDATES.items():
            y = last(hidden(sums) @ weights[1, 3].T + weights[1,]).reshape(-1)
            away[name] = float(((got - y).abs() / (1 + y.abs())).max())
    return away


def _accept_nearest(away: dict[str, float]) -> bool | str:
    best = min(away, key=lambda name: away[name])
    if not away[best] < 1e-4:
        return "other"
    return True if best == "right" else best


def _trained(module: nn.Module) -> list[str]:
    """Shapes of the parameters that receive no gradient."""
    own = copy.deepcopy(module)
    own.zero_grad()
    own(_batch()).sum().backward()
    return [str(tuple(p.shape)) for p in own.parameters() if p.grad is None or not bool((p.grad != 0).any())]


def _accept_trained(without: list[str]) -> bool | str:
    return not without or "gradient-cut"


NETWORK = ModelTask(
    **WORDS.task,
    behaviours=(
        Behaviour(**WORDS.behaviours["layout"], points=2, measure=_layout, accept=_accept_layout),
        Behaviour(**WORDS.behaviours["functions"], points=4, measure=_nearest, accept=_accept_nearest),
        Behaviour(**WORDS.behaviours["gradient"], points=2, measure=_trained, accept=_accept_trained),
    ),
)
