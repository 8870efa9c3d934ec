"""The measures: what a function or a module is asked for, by the words in `Question.wants`.

value        f(x): type, dtype, shape and the first numbers; always with slope and curvature
slope        the derivative of the sum of f(x)**power, by an arriving gradient of `weight`, divided out again
curvature    the derivative of the slope's sum, in the same way
parameters   shape of each parameter, and whether it is trainable
gradients    the same with the gradient of the sum of f(x)
kept         which tensors of x's size autograd keeps for the backward pass of f(x)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import torch

from course_lib.checks.evidence import MOST_VALUES, Derivative, Kept, Parameter, Reply
from course_lib.checks.student.description import failure
from course_lib.checks.student.time_limit import attempt
from course_lib.tasks.question import DERIVATIVES, Question

MOST_ELEMENTS = 10_000_000
"""A result with more is looked at in part and not differentiated: summing it cannot be interrupted."""

MOST_DIMENSIONS = 64


def reply_to(question: Question, answer: Callable[..., Any]) -> Reply:
    """What `answer` (a function or a module) replies to `question`."""
    if question.shift or question.parameters or question.steps:
        with _as_it_was(answer):
            prepared = attempt(lambda: _prepare(question, answer))
            if prepared.error is not None:
                return Reply(question.name, failure(prepared.error))
            return reply_to(replace(question, shift=0.0, parameters=(), steps=0), answer)
    x = built_input(question)
    others = {name: torch.tensor(more, dtype=x.dtype) for name, more in question.others.items()}
    seen: dict[str, Any] = {}
    if {"value", *DERIVATIVES}.intersection(question.wants):
        before = x.detach().clone()
        called = attempt(lambda: answer(x, **others, **question.settings))
        changed = not _same(before, x.detach())
        if called.error is not None:
            return Reply(question.name, failure(called.error), changed_input=changed)
        seen = {"changed_input": changed, **_described_result(called.result)}
        if "dtype" not in seen:
            return Reply(question.name, **seen)  # nothing more can be measured of what is no tensor
        if "slope" in question.wants:
            seen |= _derivatives(question, answer, before, others)
    for word in question.wants:
        if word in _OF_MODULES:
            measured = attempt(lambda measure=_OF_MODULES[word]: measure(answer, x))  # type: ignore[misc]
            if measured.error is not None:
                return Reply(question.name, failure(measured.error))
            seen |= measured.result
    return Reply(question.name, **seen)


def called_once(question: Question, answer: Callable[..., Any]) -> Any:
    """The answer's own result for a question's arguments."""
    x = built_input(question)
    others = {name: torch.tensor(more, dtype=x.dtype) for name, more in question.others.items()}
    return answer(x, **others, **question.settings)


def built_input(question: Question) -> torch.Tensor:
    """The question's first argument, in its dtype, shape and layout."""
    x = torch.tensor(question.x, dtype=torch.float64).to(getattr(torch, question.dtype))
    if question.layout == "strided":
        wide = torch.zeros(2 * len(question.x), dtype=x.dtype)
        wide[::2] = x
        x = wide[::2]
    return x if question.shape is None else x.reshape(question.shape)


def _same(before: torch.Tensor, after: torch.Tensor) -> bool:
    return before.dtype == after.dtype and torch.equal(_without_nan(before), _without_nan(after))


def _without_nan(x: torch.Tensor) -> torch.Tensor:
    """NaN replaced, so that equal tensors compare equal."""
    return torch.nan_to_num(x, nan=12345.0) if x.is_floating_point() else x


# ---------------------------------------------------------------- value, slope, curvature


def _described_result(result: Any) -> dict[str, Any]:
    seen: dict[str, Any] = {"type": type(result).__name__}
    if isinstance(result, torch.Tensor):
        # A subclass may answer every question with an exception; then only its name is known.
        seen |= attempt(lambda: _described_tensor(result)).result or {}
    return seen


def _described_tensor(result: torch.Tensor) -> dict[str, Any]:
    """Dtype, shape and first values; of a tensor without ordinary numbers only what it is, in words."""
    kind = str(result.dtype).removeprefix("torch.")
    if result.is_nested or result.layout != torch.strided:
        return {"type": "nested tensor" if result.is_nested else "sparse tensor"}
    if result.is_meta or result.is_quantized or result.is_complex():
        return {"type": "meta tensor" if result.is_meta else f"{kind} tensor"}
    if result.ndim > MOST_DIMENSIONS:
        return {"type": f"{result.ndim}-dimensional tensor"}
    return {"dtype": kind, "shape": tuple(result.shape), "values": _numbers(result)}


def _derivatives(
    question: Question, answer: Callable[..., Any], x: torch.Tensor, others: Mapping[str, torch.Tensor]
) -> dict[str, Derivative]:
    """Slope and, where it is wanted and there is a slope, curvature; a cut path is recorded as untracked."""
    leaf, twice = x.clone().requires_grad_(True), "curvature" in question.wants
    called = attempt(lambda: answer(leaf, **others, **question.settings))
    if called.error is not None:
        return {"slope": Derivative(True, error=failure(called.error))}
    y = called.result
    if isinstance(y, torch.Tensor) and y.requires_grad and y.numel() > MOST_ELEMENTS:
        return {"slope": Derivative(True)}
    slope, found = _derivative(question, y if question.power == 1 else y**question.power, leaf, 1, twice)
    if not twice or slope is None:
        return {"slope": found}
    return {"slope": found, "curvature": _derivative(question, slope, leaf, 2, False)[1]}


def _derivative(
    question: Question, y: Any, leaf: torch.Tensor, order: int, again: bool
) -> tuple[torch.Tensor | None, Derivative]:
    """The derivative of y by the leaf, as a tensor that may be differentiated `again` and as a record."""
    if not isinstance(y, torch.Tensor) or not y.requires_grad:
        return None, Derivative(False)
    weight = question.weight
    step = attempt(
        lambda: torch.autograd.grad(
            (y if weight == 1 else weight * y).sum(), leaf, create_graph=again, allow_unused=True
        )[0]
    )
    if step.error is not None:
        return None, Derivative(True, error=failure(step.error))
    if step.result is None:
        return None, Derivative(False)
    return step.result, Derivative(
        True, _numbers(step.result / weight**order if weight != 1 else step.result)
    )


def _numbers(tensor: torch.Tensor) -> tuple[float, ...]:
    """The first values; of a large tensor (perhaps an expanded one) only a small piece is ever copied."""
    piece = tensor.detach()
    while piece.ndim > 1 and piece.numel() > MOST_ELEMENTS:
        piece = piece[0]
    piece = piece[:MOST_VALUES] if piece.ndim == 1 else piece.flatten()[:MOST_VALUES]
    return tuple(piece.double().tolist())


# ---------------------------------------------------------------- modules


class MissingParameter(Exception):
    """The module has no parameter of a shape that the question gives numbers for."""


def _prepare(question: Question, module: Any) -> None:
    """Give the module the question's parameters, shift what is trainable, and make its steps.

    The steps are written out, because the first use of torch.optim imports for seconds. Where nothing moves the output
    they change nothing. Raises MissingParameter.
    """
    by_shape = {tuple(parameter.shape): parameter for parameter in module.parameters()}
    moving = [parameter for parameter in module.parameters() if parameter.requires_grad]
    x = built_input(question)
    missing = [shape for shape, _ in question.parameters if shape not in by_shape]
    if missing:
        _called(module, x)  # an error of the module's own says more than a shape that is missing
        raise MissingParameter(f"no parameter has the shape {missing[0]}")
    # `.data`, so that what a module computed once, in __init__, stays behind and does not raise.
    for shape, values in question.parameters:
        by_shape[shape].data.copy_(torch.tensor(values, dtype=torch.float64).reshape(shape))
    for parameter in moving if question.shift else ():
        parameter.data.add_(question.shift)
    for _ in range(question.steps):
        total = _called(module, x).sum()
        if not moving or not total.requires_grad:
            return
        slopes = torch.autograd.grad(total, moving, allow_unused=True, retain_graph=True)
        for parameter, slope in zip(moving, slopes, strict=True):
            if slope is not None:
                parameter.data.sub_(question.rate * slope)


@contextmanager
def _as_it_was(module: Any) -> Iterator[None]:
    """The module's parameters and buffers may change in place; afterwards they hold what they held."""
    own = [*module.parameters(), *module.buffers()]
    before = [tensor.detach().clone() for tensor in own]
    try:
        yield
    finally:
        for tensor, kept in zip(own, before, strict=True):
            tensor.data.copy_(kept)


def _called(module: Any, x: torch.Tensor) -> torch.Tensor:
    """What the module returns; raises TypeError where that is no tensor."""
    result = module(x)
    if not isinstance(result, torch.Tensor):
        raise TypeError(f"'{type(result).__name__}' object is no tensor of real numbers")
    return result


def _parameters(module: Any, x: torch.Tensor) -> dict[str, Any]:
    return {"parameters": tuple(Parameter(tuple(p.shape), p.requires_grad) for p in module.parameters())}


def _gradients(module: Any, x: torch.Tensor) -> dict[str, Any]:
    everyone = list(module.parameters())
    trainable = [parameter for parameter in everyone if parameter.requires_grad]
    total = _called(module, x).sum()
    slopes = (
        torch.autograd.grad(total, trainable, allow_unused=True, retain_graph=True)
        if trainable and total.requires_grad
        else ()
    )
    found = {id(p): _numbers(s) for p, s in zip(trainable, slopes, strict=False) if s is not None}
    records = (Parameter(tuple(p.shape), p.requires_grad, found.get(id(p))) for p in everyone)
    return {"parameters": tuple(records)}


def _kept(module: Any, x: torch.Tensor) -> dict[str, Any]:
    x = x.requires_grad_(True) * 1.0
    kept: list[torch.Tensor] = []

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        kept.append(tensor)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        y = _called(module, x)
    places = {tensor.data_ptr() for tensor in kept if tensor.numel() == x.numel()}
    inputs, outputs = x.data_ptr() in places, y.data_ptr() in places
    return {"kept": Kept(inputs, outputs, len(places) - inputs - outputs)}


_OF_MODULES: Mapping[str, Callable[[Any, torch.Tensor], dict[str, Any]]] = {
    "parameters": _parameters,
    "gradients": _gradients,
    "kept": _kept,
}
