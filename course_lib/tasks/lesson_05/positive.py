"""Task 05-positive: scales that stay positive and start where you say."""

from __future__ import annotations

import copy
import math
from typing import Any

import torch
from torch import nn

from course_lib.tasks.task import Behaviour, ModelTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)

STARTS = (1e-6, 0.1, 2.0, 100.0)


def _scales(module: nn.Module) -> torch.Tensor:
    """The scales as seen from outside: what the module makes of ones."""
    return module(torch.ones(len(STARTS)))


def _begin(module: nn.Module) -> dict[str, Any]:
    """The scales, and whether a table is multiplied by them row by row in its own dtype."""
    scales = _scales(module).detach()
    table = torch.tensor([[1.0, 2.0, -3.0, 0.5], [0.0, -1.0, 4.0, 8.0]])
    out = module(table).detach()
    fits = out.shape == table.shape and out.dtype == table.dtype and scales.shape == (len(STARTS),)
    return {
        "scales": [repr(float(v)) for v in scales.reshape(-1)],
        "fits": fits,
        "times": fits and torch.allclose(out, table * scales),
    }


def _accept_begin(data: dict[str, Any]) -> bool | str:
    got = [float(v) for v in data["scales"]]
    if len(got) != len(STARTS) or not data["fits"]:
        return "wrong-shape"
    if not data["times"] and all(math.isfinite(v) for v in got):
        return "not-times"

    def like(wanted: list[float]) -> bool:
        return all(math.isclose(g, w, rel_tol=2e-4) for g, w in zip(got, wanted, strict=True))

    if like(list(STARTS)):
        return True
    if like([max(y, 0.0) + math.log1p(math.exp(-abs(y))) for y in STARTS]):
        return "start-not-inverted"
    if like([math.exp(y) for y in STARTS]) or any(not math.isfinite(v) for v in got) or got[0] == 0.0:
        return "inverse-breaks"
    return "inverse-breaks" if like([got[0], *STARTS[1:]]) else "start-wrong"


def _computed_once(module: nn.Module) -> bool:
    """Whether the module keeps a tensor that was computed from its parameters in __init__."""
    return any(isinstance(kept, torch.Tensor) and kept.grad_fn is not None for kept in vars(module).values())


def _gradients(module: nn.Module) -> dict[str, Any]:
    """How many trainable numbers there are, and how each moves its scale."""
    if _computed_once(module):
        return {"count": len(STARTS), "moves": [], "computed_once": True}
    own = copy.deepcopy(module)
    own.zero_grad()
    parameters = [p for p in own.parameters() if p.requires_grad]
    scales = _scales(own)
    if parameters and scales.requires_grad:
        scales.sum().backward()
    grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    return {
        "count": sum(p.numel() for p in parameters),
        "moves": [float(v) for g in grads for v in g.reshape(-1)],
    }


def _accept_parameters(data: dict[str, Any]) -> bool | str:
    if data.get("computed_once"):
        return "computed-once"
    if data["count"] == 0:
        return "no-parameter"
    if data["count"] != len(STARTS):
        return "wrong-count"
    return True if any(data["moves"]) else "gradient-cut"


def _accept_slopes(data: dict[str, Any]) -> bool | str:
    def like(wanted: list[float]) -> bool:
        moves = data["moves"]
        return len(moves) == len(wanted) and all(
            math.isclose(g, w, rel_tol=1e-2) for g, w in zip(moves, wanted, strict=True)
        )

    if like([-math.expm1(-y) for y in STARTS]):
        return True
    if like([1.0] * len(STARTS)):
        return "direct"
    return "exponential" if like(list(STARTS)) else "not-softplus"


def _pushed(module: nn.Module) -> list[float]:
    """The scales after twenty SGD steps that make their sum small.

    The steps are written out, because the first use of torch.optim imports for seconds.
    """
    own = copy.deepcopy(module)
    moving = [p for p in own.parameters() if p.requires_grad]
    for _ in range(20):
        slopes = torch.autograd.grad(_scales(own).sum(), moving, allow_unused=True)
        with torch.no_grad():
            for parameter, slope in zip(moving, slopes, strict=True):
                if slope is not None:
                    parameter.sub_(0.7 * slope)
    return [float(v) for v in _scales(own).detach().reshape(-1)]


def _accept_pushed(scales: list[float]) -> bool | str:
    if any(v < 0 for v in scales):
        return "negative-after-training"
    return True if all(v > 0 for v in scales) else "zero-after-training"


POSITIVE = ModelTask(
    **WORDS.task,
    arguments={"starts": STARTS},
    behaviours=(
        Behaviour(**WORDS.behaviours["start"], points=3, measure=_begin, accept=_accept_begin),
        Behaviour(**WORDS.behaviours["parameters"], points=2, measure=_gradients, accept=_accept_parameters),
        Behaviour(**WORDS.behaviours["pushed"], points=2, measure=_pushed, accept=_accept_pushed),
        Behaviour(**WORDS.behaviours["slope"], points=1, measure=_gradients, accept=_accept_slopes),
    ),
)
