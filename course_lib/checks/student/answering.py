"""`run(task, answer)`: let the answer run once over the task's probes and write down what was seen, as plain data."""

from __future__ import annotations

import dis
import inspect
import random
import types
from collections.abc import Callable, Mapping
from typing import Any

import torch

from course_lib.checks.evidence import (
    MOST_VALUES,
    Evidence,
    plain,
    plain_number,
    plain_numbers,
    plain_repr,
    plain_text,
)
from course_lib.checks.student.restored_settings import as_they_were, settle
from course_lib.checks.student.time_limit import Stopped, Watched, watch
from course_lib.tasks.task import (
    ChoiceTask,
    FunctionTask,
    MeasurementTask,
    ModelTask,
    NumberTask,
    Probe,
    Task,
    TaskError,
    TextTask,
)

MISSING = object()
"""Stands for a name that the notebook does not define."""

DTYPES = {
    "float64": torch.float64,
    "float32": torch.float32,
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
    "int64": torch.int64,
}

MOST_ELEMENTS = 10_000_000
"""A result with more is looked at in part and not differentiated: summing it cannot be interrupted."""


def run(task: Task, answer: Any, *, seed: int = 0) -> Evidence:
    """Run `answer` on the task's probes.

    `answer` is the learner's object, or the notebook's ``globals()``, in which the task's name is looked up. `seed`
    draws the random points. The notebook's settings and seeds are put back afterwards (see `surroundings`).
    """
    seen: dict[str, Any] = {}
    if isinstance(answer, dict) and "__name__" in answer:
        seen["similar"] = _similar_names(answer, task.name)
        answer = answer.get(task.name, MISSING)
    if answer is MISSING:
        return Evidence(task.id, task.kind, seed, {**seen, "attempt": "missing"})
    if answer is None or answer is Ellipsis:
        return Evidence(task.id, task.kind, seed, {**seen, "attempt": "none"})
    with as_they_were():
        seen.update(_RUNNERS[type(task)](task, answer, seed))
    return Evidence(task.id, task.kind, seed, {"attempt": "made", **seen})


def _similar_names(namespace: Mapping[str, Any], wanted: str) -> list[str]:
    """Names of the learner's own callables that look like the wanted one, so that a rename is noticed."""
    stem = wanted.lower().replace("_", "")[:5]
    own = [name for name, thing in namespace.items() if not name.startswith("_") and callable(thing)]
    return [name for name in own if stem in name.lower().replace("_", "") and name != wanted][:3]


# ---------------------------------------------------------------- functions


def _run_function(task: FunctionTask, answer: Any, seed: int) -> dict[str, Any]:
    seen: dict[str, Any] = {"answer": _describe(answer), "runs": [], "state": []}
    if not callable(answer):
        return seen
    points = random.Random(f"{task.id}/{seed}")

    def all_probes() -> None:
        for probe in task.probes:
            seen["runs"].append(_run_probe(probe, answer, points))
            seen["state"].extend(settle())

    whole = watch(all_probes, task.seconds)
    if whole.outcome == "stopped":
        seen["stopped_after"] = task.seconds
    elif whole.error is not None:
        raise whole.error
    seen["state"] = sorted(set(seen["state"]))
    seen["printed"] = whole.printed.kept[:MOST_VALUES]
    seen["printed_length"] = whole.printed.length
    seen["warned"] = [plain_text(words) for words in dict.fromkeys(whole.warned)]
    return seen


def _describe(answer: Any) -> dict[str, Any]:
    names, consts = _names_used(answer)
    namespace = _look(answer, "__globals__", {})
    shadowed = [
        name
        for name in ("torch", "math", "F")
        if name in names and name in namespace and not isinstance(namespace[name], types.ModuleType)
    ]
    return {
        "type": type(answer).__name__,
        "callable": callable(answer),
        "value": plain_repr(answer) if not callable(answer) else "",
        "module": plain_text(_look(answer, "__module__", "") or ""),
        "qualname": plain_text(_look(answer, "__qualname__", "") or type(answer).__name__),
        "names": sorted(names)[:200],
        "dots": Ellipsis in consts,
        "does_nothing": _does_nothing(answer),
        "shadowed": shadowed,
    }


def _look(thing: Any, name: str, default: Any) -> Any:
    """An attribute of the learner's object, whose own ``__getattr__`` may raise anything."""
    try:
        return getattr(thing, name, default)
    except Exception:
        return default


def _unwrapped(answer: Any) -> Any:
    """The function inside its decorators; the answer itself where that chain is broken or a circle."""
    try:
        return inspect.unwrap(answer)
    except Exception:
        return answer


def _codes(answer: Any) -> list[types.CodeType]:
    """The code objects of a function, or of the methods of a class, a module or an object that is called."""
    if isinstance(answer, type):
        members = [member for member in vars(answer).values() if inspect.isfunction(member)]
        return [member.__code__ for member in members]
    code = _look(_unwrapped(answer) if callable(answer) else answer, "__code__", None)
    if isinstance(code, types.CodeType):
        return [code]
    kind = type(answer)
    return _codes(kind) if kind.__module__ == "__main__" else []


def _names_used(answer: Any) -> tuple[set[str], list[Any]]:
    """Every name and constant in the answer's code, in nested functions and in helpers of the same notebook."""
    names: set[str] = set()
    consts: list[Any] = []
    waiting, done = _codes(answer), set()
    namespace = _look(answer, "__globals__", {})
    while waiting:
        code = waiting.pop()
        if code in done:
            continue
        done.add(code)
        names.update(code.co_names)
        for const in code.co_consts:
            if isinstance(const, types.CodeType):
                waiting.append(const)
            else:
                consts.append(const)
        for name in code.co_names:
            helper = namespace.get(name)
            if inspect.isfunction(helper) and helper.__globals__ is namespace:
                waiting.append(helper.__code__)
    return names, consts


def _does_nothing(answer: Any) -> bool:
    """Is it the stub as handed out: an empty function, or a class that builds nothing and whose forward is empty?"""
    if not isinstance(answer, type):
        codes = _codes(answer)
        return bool(codes) and _empty(codes[0])
    own = {name: member.__code__ for name, member in vars(answer).items() if inspect.isfunction(member)}
    built = {name for code in own.values() for name in code.co_names} - {"super", "__init__"}
    return "forward" in own and _empty(own["forward"]) and not built


def _empty(code: types.CodeType) -> bool:
    """Only a docstring, ``...`` or ``pass``: then the function has no instruction of its own."""
    quiet = {"RESUME", "RETURN_CONST", "LOAD_CONST", "RETURN_VALUE", "NOP", "COPY_FREE_VARS"}
    steps = list(dis.get_instructions(code))
    returned = [step.argval for step in steps if step.opname in ("RETURN_CONST", "LOAD_CONST")]
    return all(step.opname in quiet for step in steps) and returned == [None]


def _run_probe(probe: Probe, answer: Callable[..., Any], points: random.Random) -> dict[str, Any]:
    values = [points.uniform(probe.low, probe.high) for _ in range(probe.random)] or list(probe.x)
    x = build_input(probe, values)
    others = {name: torch.tensor(more, dtype=x.dtype) for name, more in probe.others.items()}
    seen: dict[str, Any] = {"probe": probe.name, "x": plain_numbers(x.double().flatten().tolist())}
    before = x.detach().clone()
    step = _attempt(lambda: answer(x, **others, **probe.settings))
    seen["outcome"] = step.outcome
    if step.error is not None:
        seen["error"] = _describe_error(step.error)
    else:
        seen.update(_describe_result(step.result))
    seen["changed_input"] = not _same(before, x.detach())
    if "dtype" in seen and probe.slope and before.is_floating_point():
        slopes = _attempt(lambda: _differentiate(probe, answer, before, others))
        seen.update(slopes.result or {"slope_error": _describe_error(slopes.error or TypeError())})
    return seen


def _same(before: torch.Tensor, after: torch.Tensor) -> bool:
    return before.dtype == after.dtype and torch.equal(_bits(before), _bits(after))


def _bits(x: torch.Tensor) -> torch.Tensor:
    """The tensor with NaN replaced, so that equal bits compare equal."""
    return torch.nan_to_num(x, nan=12345.0) if x.is_floating_point() else x


def build_input(probe: Probe, values: list[float]) -> torch.Tensor:
    """The probe's first argument, in its dtype, shape and layout."""
    x = torch.tensor(values, dtype=torch.float64).to(DTYPES[probe.dtype])
    if probe.layout == "strided":
        wide = torch.zeros(2 * len(values), dtype=x.dtype)
        wide[::2] = x
        x = wide[::2]
    return x if probe.shape is None else x.reshape(probe.shape)


def _attempt(call: Callable[[], Any]) -> Watched:
    """Call, and keep an exception as data; the time limit's own and the learner's interrupt go on up."""
    seen = Watched()
    try:
        seen.result = call()
    except (Stopped, KeyboardInterrupt):
        raise
    except BaseException as error:
        seen.outcome, seen.error = "raised", error
    return seen


def _describe_error(error: BaseException) -> dict[str, str]:
    return {"name": type(error).__name__, "message": plain_text(error)}


def _describe_result(result: Any) -> dict[str, Any]:
    seen: dict[str, Any] = {"type": type(result).__name__}
    if isinstance(result, torch.Tensor):
        # A subclass may answer every question with an exception; then only its name is known.
        seen.update(_attempt(lambda: _describe_tensor(result)).result or {})
    elif isinstance(result, (int, float)) and not isinstance(result, bool):
        seen["values"] = [plain_number(result)]
    return seen


def _describe_tensor(result: torch.Tensor) -> dict[str, Any]:
    """Dtype, shape and first values; of a tensor without ordinary numbers only what it is, in words."""
    kind = str(result.dtype).removeprefix("torch.")
    if result.is_nested or result.layout != torch.strided:
        return {"type": "nested tensor" if result.is_nested else "sparse tensor"}
    if result.is_meta or result.is_quantized or result.is_complex():
        return {"type": "meta tensor" if result.is_meta else f"{kind} tensor"}
    return {"dtype": kind, "shape": list(result.shape)[:8], "values": _numbers(result)}


def _differentiate(
    probe: Probe, answer: Callable[..., Any], x: torch.Tensor, others: Mapping[str, torch.Tensor]
) -> dict[str, Any]:
    """Gradient (and second derivative) of the sum of the outputs; a cut gradient is recorded as untracked."""
    leaf = x.clone().requires_grad_(True)
    step = _attempt(lambda: answer(leaf, **others, **probe.settings))
    if step.error is not None:
        return {"slope_error": _describe_error(step.error)}
    y = step.result
    if not isinstance(y, torch.Tensor) or not y.requires_grad:
        return {"tracked": False}
    if y.numel() > MOST_ELEMENTS:
        return {"tracked": True}
    first = _attempt(
        lambda: torch.autograd.grad(y.sum(), leaf, create_graph=probe.curvature, allow_unused=True)[0]
    )
    if first.error is not None:
        return {"tracked": True, "slope_error": _describe_error(first.error)}
    if first.result is None:
        return {"tracked": False}
    seen: dict[str, Any] = {"tracked": True, "slopes": _numbers(first.result)}
    if probe.curvature:
        seen.update(_differentiate_again(first.result, leaf))
    return seen


def _differentiate_again(slope: torch.Tensor, leaf: torch.Tensor) -> dict[str, Any]:
    if not slope.requires_grad:
        return {"curvature_tracked": False}
    second = _attempt(lambda: torch.autograd.grad(slope.sum(), leaf, allow_unused=True)[0])
    if second.error is not None:
        return {"curvature_error": _describe_error(second.error)}
    if second.result is None:
        return {"curvature_tracked": False}
    return {"curvature_tracked": True, "curvatures": _numbers(second.result)}


def _numbers(tensor: torch.Tensor) -> list[float | str]:
    """The first values; of a large tensor (perhaps an expanded one) only a small piece is ever copied."""
    piece = tensor.detach()
    while piece.ndim > 1 and piece.numel() > MOST_ELEMENTS:
        piece = piece[0]
    piece = piece[:MOST_VALUES] if piece.ndim == 1 else piece.flatten()[:MOST_VALUES]
    return plain_numbers(piece.double().tolist())


# ---------------------------------------------------------------- other kinds


def _run_number(task: NumberTask, answer: Any, seed: int) -> dict[str, Any]:
    seen: dict[str, Any] = {"type": type(answer).__name__, "shown": plain_repr(answer)}
    if isinstance(answer, torch.Tensor) and answer.numel() == 1:
        answer = answer.item()
    if not isinstance(answer, (bool, str)):
        step = _attempt(lambda: float(answer))
        if step.error is None:
            seen["number"] = plain_number(step.result)
    return seen


def _run_choice(task: ChoiceTask, answer: Any, seed: int) -> dict[str, Any]:
    if isinstance(answer, dict):
        pairs = {
            plain_text(key): None if word is None or word is Ellipsis else plain_text(word)
            for key, word in list(answer.items())[:MOST_VALUES]
        }
        return {"type": "dict", "words": pairs}
    return {
        "type": type(answer).__name__,
        "shown": plain_text(answer) if isinstance(answer, str) else plain_repr(answer),
    }


def _run_model(task: ModelTask, answer: Any, seed: int) -> dict[str, Any]:
    seen: dict[str, Any] = {"answer": _describe(answer), "behaviours": {}}
    if not callable(answer):
        return seen

    def build_and_measure() -> None:
        torch.manual_seed(seed)
        built = _attempt(lambda: answer(**task.arguments))
        if built.error is not None:
            seen["error"] = _describe_error(built.error)
            return
        seen["built"] = type(built.result).__name__
        seen["is_module"] = isinstance(built.result, torch.nn.Module)
        if not seen["is_module"]:
            return
        for behaviour in task.behaviours:
            measured = _attempt(lambda measure=behaviour.measure: plain(measure(built.result)))  # type: ignore[misc]
            seen["behaviours"][behaviour.id] = (
                {"error": _describe_error(measured.error)} if measured.error else {"data": measured.result}
            )

    whole = watch(build_and_measure, task.seconds)
    if whole.outcome == "stopped":
        seen["stopped_after"] = task.seconds
    elif whole.error is not None:
        raise whole.error
    seen["printed_length"] = whole.printed.length
    return seen


def _run_measurement(task: MeasurementTask, answer: Any, seed: int) -> dict[str, Any]:
    if not isinstance(answer, Mapping):
        return {"type": type(answer).__name__}
    seen: dict[str, Any] = {"type": "dict", "keys": sorted(plain_text(key) for key in answer)[:MOST_VALUES]}
    seen["dots"] = any(value is Ellipsis or value is None for value in answer.values())
    for key in ("low", "high"):
        step = _attempt(lambda key=key: float(answer[key]))  # type: ignore[misc]
        if step.error is None:
            seen[key] = plain_number(step.result)
    samples = _attempt(lambda: [float(sample) for sample in answer["samples"]])
    if samples.error is None:
        kept = sorted(samples.result)
        seen["samples"] = plain_numbers(kept[:: max(1, len(kept) // MOST_VALUES)][:MOST_VALUES])
        seen["count"] = len(kept)
        seen["distinct"] = len(set(kept))
        seen["median"] = plain_number(kept[len(kept) // 2]) if kept else "nan"
    seen["verdict"] = plain_text(answer.get("verdict", ""))
    return seen


def _run_text(task: TextTask, answer: Any, seed: int) -> dict[str, Any]:
    text = plain_text(answer)
    return {
        "type": type(answer).__name__,
        "words": len(str(answer).split()) if isinstance(answer, str) else 0,
        "shown": text,
    }


_RUNNERS: dict[type, Callable[[Any, Any, int], dict[str, Any]]] = {
    FunctionTask: _run_function,
    NumberTask: _run_number,
    ChoiceTask: _run_choice,
    ModelTask: _run_model,
    MeasurementTask: _run_measurement,
    TextTask: _run_text,
}

__all__ = ["DTYPES", "MISSING", "TaskError", "build_input", "run"]
