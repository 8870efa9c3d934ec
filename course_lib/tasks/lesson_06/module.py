"""Task 06-module: your own softplus, complete."""

from __future__ import annotations

import copy
import math
from typing import Any

import torch
from torch import nn

from course_lib.tasks.task import Behaviour, ModelTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)

VALUES = (-80.0, -30.0, -17.0, -1.0, 0.0, 1.0, 20.5, 90.0, 1000.0)

SLOPES = (-80.0, -30.0, -17.0, -1.0, 0.0, 1.0, 12.0, 90.0)

COMPOSED = (-1.0, 0.5, 2.0)

CURVATURES = (-80.0, -17.0, 0.0, 2.0, 10.0, 17.0, 30.0, 80.0)


def _true_value(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _true_slope(x: float) -> float:
    return math.exp(min(x, 0.0)) / (1 + math.exp(-abs(x)))


def _true_curvature(x: float) -> float:
    return math.exp(-abs(x)) / (1 + math.exp(-abs(x))) ** 2


def _listed(numbers: torch.Tensor) -> list[str]:
    return [repr(float(v)) for v in numbers.detach().reshape(-1)]


def _close(shown: list[str], wanted: list[float], relative: float) -> bool:
    got = [float(v) for v in shown]
    return len(got) == len(wanted) and all(
        math.isclose(g, w, rel_tol=relative) for g, w in zip(got, wanted, strict=True)
    )


def _measure_values(module: nn.Module) -> dict[str, Any]:
    near = torch.tensor([19.5, 20.5, 25.0], dtype=torch.float64)
    table = torch.tensor(VALUES).reshape(3, 3)
    y = module(table)
    kept = y.shape == table.shape and y.dtype == table.dtype
    return {"float32": _listed(y), "float64": _listed(module(near)), "kept": kept}


def _accept_values(data: dict[str, Any]) -> bool | str:
    if not data["kept"]:
        return "form-lost"
    wanted = [_true_value(x) for x in VALUES]
    got = [float(v) for v in data["float32"]]
    if len(got) == len(wanted) and any(not math.isfinite(v) for v in got):
        return "overflow"
    if not _close(data["float32"], wanted, 1e-5):
        return "wrong-value" if len(got) != len(wanted) or abs(got[4] - math.log(2)) > 1e-3 else "tail-lost"
    return (
        True if _close(data["float64"], [_true_value(x) for x in (19.5, 20.5, 25.0)], 1e-13) else "threshold"
    )


def _derivative(module: nn.Module, points: tuple[float, ...], order: int) -> list[str] | str:
    """The derivative of that order at the points, by a gradient that is 3 and not 1: a backward may not forget it.

    Else a word: ``cut`` where there is nothing to differentiate, ``raised`` where a backward pass raises.
    """
    x = torch.tensor(points).reshape(2, -1).requires_grad_(True)
    y = module(x)
    for left in range(order, 0, -1):
        if not y.requires_grad:
            return "cut"
        try:
            (y,) = torch.autograd.grad((3 * y).sum(), x, create_graph=left > 1)
        except Exception:
            return "raised"
    return _listed(y / 3**order)


def _composed(module: nn.Module) -> list[str]:
    """The second derivative of y², where the gradient that arrives at softplus depends on x as well."""
    x = torch.tensor(COMPOSED, requires_grad=True)
    (slope,) = torch.autograd.grad((module(x) ** 2).sum(), x, create_graph=True)
    (curvature,) = torch.autograd.grad(slope.sum(), x)
    return _listed(curvature)


def _measure_slopes(module: nn.Module) -> list[str] | str:
    return _derivative(copy.deepcopy(module), SLOPES, 1)


def _accept_slopes(shown: list[str] | str) -> bool | str:
    if isinstance(shown, str):
        return "backward-raises" if shown == "raised" else "gradient-cut"
    if _close(shown, [_true_slope(x) for x in SLOPES], 1e-5):
        return True
    got = [float(v) for v in shown]
    ordinary = _close(shown[3:6], [_true_slope(x) for x in SLOPES[3:6]], 1e-4)
    return "slope-zero" if ordinary and got[1] == 0.0 else "slope-wrong"


def _measure_curvatures(module: nn.Module) -> dict[str, Any]:
    alone = _derivative(copy.deepcopy(module), CURVATURES, 2)
    return {"alone": alone, "composed": alone if isinstance(alone, str) else _composed(copy.deepcopy(module))}


def _accept_curvatures(data: dict[str, Any]) -> bool | str:
    shown = data["alone"]
    if isinstance(shown, str):
        return "backward-of-backward-raises" if shown == "raised" else "curvature-cut"
    if _close(shown, [_true_curvature(x) for x in CURVATURES], 1e-4):
        wanted = [2 * (_true_slope(x) ** 2 + _true_value(x) * _true_curvature(x)) for x in COMPOSED]
        return True if _close(data["composed"], wanted, 1e-4) else "gradient-forgotten"
    got = [float(v) for v in shown]
    ordinary = _close(shown[2:4], [_true_curvature(x) for x in CURVATURES[2:4]], 1e-3)
    if ordinary and 0.0 in got[-3:]:
        return "curvature-zero"
    return "curvature-lost-left" if ordinary and got[0] == 0.0 else "curvature-wrong"


def _measure_kept(module: nn.Module) -> dict[str, int]:
    """How many tensors of the input's size are kept, by what they are: the input, the output, or another."""
    x = torch.linspace(-3, 3, 64).requires_grad_(True) * 1.0
    kept: list[torch.Tensor] = []

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        kept.append(tensor)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        y = module(x)
    places = {tensor.data_ptr() for tensor in kept if tensor.numel() == x.numel()}
    inputs, outputs = x.data_ptr() in places, y.data_ptr() in places
    return {"input": int(inputs), "output": int(outputs), "other": len(places) - inputs - outputs}


def _accept_kept(kept: dict[str, int]) -> bool | str:
    if kept["other"]:
        return "keeps-more"
    if kept["input"]:
        return "keeps-input"
    return bool(kept["output"]) or "keeps-unseen"


MODULE = ModelTask(
    **WORDS.task,
    behaviours=(
        Behaviour(**WORDS.behaviours["value"], points=2, measure=_measure_values, accept=_accept_values),
        Behaviour(**WORDS.behaviours["slope"], points=2, measure=_measure_slopes, accept=_accept_slopes),
        Behaviour(**WORDS.behaviours["kept"], points=2, measure=_measure_kept, accept=_accept_kept),
        Behaviour(
            **WORDS.behaviours["curvature"], points=3, measure=_measure_curvatures, accept=_accept_curvatures
        ),
    ),
)
