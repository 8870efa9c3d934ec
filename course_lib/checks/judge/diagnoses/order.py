"""From evidence to cause and next step: the diagnoses that all function tasks share, most important first.

Each diagnosis looks at a `Case` and returns what it found, or None. `stops` says that nothing after it is worth
looking at: an answer that raises everywhere has no values to discuss.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from course_lib.checks.evidence import number
from course_lib.checks.judge.comparison import Call, Case, Point, wanted
from course_lib.checks.judge.verdict import Found

Finder = Callable[[Case], Found | None]


@dataclass(frozen=True)
class Diagnosis:
    """`id` names the cause, `find` looks for it, `stops` ends the search when it is found."""

    id: str
    find: Finder
    stops: bool = False


DIAGNOSES: list[Diagnosis] = []


def diagnosis(name: str, *, stops: bool = False) -> Callable[[Finder], Finder]:
    def keep(find: Finder) -> Finder:
        DIAGNOSES.append(Diagnosis(name, find, stops))
        return find

    return keep


def causes_of(case: Case) -> tuple[Found, ...]:
    """All causes found, most important first."""
    found: list[Found] = []
    for each in DIAGNOSES:
        cause = each.find(case)
        if cause is not None:
            found.append(cause)
            if each.stops:
                break
    return tuple(found)


# ---------------------------------------------------------------- words


def show(value: float) -> str:
    return "NaN" if math.isnan(value) else f"{value:.6g}"


def settings_words(call_settings: Iterable[tuple[str, object]]) -> str:
    words = ", ".join(f"{name} = {value}" for name, value in call_settings)
    return f", {words}" if words else ""


def where(point: Point) -> str:
    """The point in words: ``x = 89 (float32, beta = 1.0)``."""
    probe = point.probe
    return f"{probe.argument} = {show(point.x)} ({probe.dtype}{settings_words(probe.settings.items())})"


def smallest(points: Iterable[Point]) -> Point | None:
    """The failing point with the smallest |x|: the easiest one to try by hand."""
    return min(points, key=lambda p: abs(p.x) if math.isfinite(p.x) else math.inf, default=None)


def witness(point: Point, what: str = "value") -> str:
    return f"at {where(point)} your {what} is {show(point.got)}"


def call_words(call: Call) -> str:
    xs = ", ".join(show(x) for x in call.xs[:3]) + (", …" if len(call.xs) > 3 else "")
    probe = call.probe
    return f"called with {probe.argument} = [{xs}] ({probe.dtype}{settings_words(probe.settings.items())})"


def raised(case: Case, *names: str, saying: str = "") -> Call | None:
    for call in case.calls:
        error = call.seen.get("error")
        if error and (not names or error["name"] in names) and saying in error["message"]:
            return call
    return None


def ordinary(case: Case) -> list[Call]:
    """Calls with plain float inputs, where every answer must work."""
    return [call for call in case.calls if call.probe.line in ("value", "gradient")] or case.calls


def always(case: Case, outcome: str) -> bool:
    calls = ordinary(case)
    return bool(calls) and all(call.seen["outcome"] == outcome for call in calls)


# ---------------------------------------------------------------- nothing to compare


@diagnosis("not-a-function", stops=True)
def _not_a_function(case: Case) -> Found | None:
    if case.answer.get("callable"):
        return None
    return Found(
        "not-a-function",
        f"`{case.task.name}` is not a function: its type is {case.answer['type']}.",
        f"Define it with `def {case.task.name}(…):` and pass the function itself, without calling it.",
        f"it holds {case.answer['value']}",
    )


@diagnosis("too-slow", stops=True)
def _too_slow(case: Case) -> Found | None:
    if "stopped_after" not in case.evidence.seen:
        return None
    return Found(
        "too-slow",
        f"Your answer was stopped after {case.evidence.seen['stopped_after']:g} seconds: "
        "it loops for ever, or does far too much work.",
        "Look for a loop whose condition never becomes false. One formula on the whole tensor needs no loop.",
    )


@diagnosis("shadowed", stops=True)
def _shadowed(case: Case) -> Found | None:
    names = case.answer.get("shadowed")
    if not names or not always(case, "raised"):
        return None
    return Found(
        "shadowed",
        f"The name `{names[0]}` no longer means the module: your notebook has assigned something else to it.",
        f"Rename your variable `{names[0]}`, restart the kernel and run the import cell again.",
        _error_words(ordinary(case)[0]),
    )


@diagnosis("signature", stops=True)
def _signature(case: Case) -> Found | None:
    call = raised(case, "TypeError", saying=f"{case.task.name}()")
    words = ("unexpected keyword argument", "positional argument", "multiple values for argument")
    if call is None or not any(one in call.seen["error"]["message"] for one in words):
        return None
    asked = ", ".join(["x", *call.probe.others, *call.probe.settings])
    return Found(
        "signature",
        f"Your function cannot be called with the arguments that were handed out: {asked}.",
        f"Keep the first line of the stub: `{case.task.name}` with these names, in this order, and their defaults.",
        _error_words(call),
    )


@diagnosis("unknown-name", stops=True)
def _unknown_name(case: Case) -> Found | None:
    call = raised(case, "NameError", "UnboundLocalError", "AttributeError")
    if call is None or not always(case, "raised"):
        return None
    return Found(
        "unknown-name",
        "Your answer uses a name that does not exist: misspelt, not imported, or used before it is set.",
        "Find the name in the message above; `dir(torch)` lists what torch has.",
        f"{call_words(call)}: {_error_words(call)}",
    )


@diagnosis("python-math", stops=True)
def _python_math(case: Case) -> Found | None:
    call = raised(case, "TypeError", "ValueError", "RuntimeError")
    if call is None or not any(
        words in call.seen["error"]["message"]
        for words in (
            "only one element tensors",
            "only integer tensors of a single element",
            "a Tensor with",
            "must be real number",
            "only 0-dimensional",
            "only length-1 arrays",
        )
    ):
        return None
    return Found(
        "python-math",
        "A function of Python's `math` module (or `float()`) was given a tensor; it takes one number.",
        "Use the torch function of the same name (`torch.exp`, `torch.log1p`): it works on every "
        "element and keeps the gradient.",
        f"{call_words(call)}: {_error_words(call)}",
    )


@diagnosis("numpy", stops=True)
def _numpy_needs_detach(case: Case) -> Found | None:
    for call in case.calls:
        for key in ("error", "slope_error"):
            if key in call.seen and "numpy()" in call.seen[key]["message"]:
                return Found(
                    "numpy",
                    "Your answer turns the tensor into a NumPy array; NumPy knows no gradient.",
                    "Stay in torch from input to output: `torch.exp(x)` instead of `np.exp(x)`.",
                    f"{call_words(call)}: {call.seen[key]['message']}",
                )
    return None


@diagnosis("truth-of-tensor", stops=True)
def _truth_of_tensor(case: Case) -> Found | None:
    call = raised(case, "RuntimeError", saying="Boolean value of Tensor")
    if call is None:
        return None
    return Found(
        "truth-of-tensor",
        "An `if` (or `max`, `and`, `or`) asks a whole tensor for one true or false.",
        "Choose element by element: `torch.where(condition, a, b)`, `torch.clamp` or `torch.maximum`.",
        f"{call_words(call)}: {_error_words(call)}",
    )


@diagnosis("raises", stops=True)
def _raises_always(case: Case) -> Found | None:
    if not always(case, "raised"):
        return None
    call = ordinary(case)[0]
    return Found(
        "raises",
        f"Your answer raises {call.seen['error']['name']} on ordinary inputs.",
        "Read the last line of the message above; call your function on `torch.tensor([-1.0, 0.0, "
        "1.0])` and repair that first.",
        f"{call_words(call)}: {_error_words(call)}",
    )


@diagnosis("printed", stops=True)
def _printed(case: Case) -> Found | None:
    if not _returns(case, "NoneType") or not case.evidence.seen.get("printed_length"):
        return None
    return Found(
        "printed",
        "Your answer prints its result and returns None.",
        "Replace `print(result)` by `return result`: other code can only use what is returned.",
    )


@diagnosis("returned-none", stops=True)
def _returned_none(case: Case) -> Found | None:
    if not _returns(case, "NoneType"):
        return None
    return Found(
        "returned-none",
        "Your answer returned None.",
        "Did you forget `return` on the last line, or on one branch of an `if`?",
        call_words(_returns(case, "NoneType")[0]),
    )


@diagnosis("numpy", stops=True)
def _returned_numpy(case: Case) -> Found | None:
    if not _returns(case, "ndarray", "float64", "float32", "float16"):
        return None
    return Found(
        "numpy",
        "Your answer returned a NumPy array; a torch tensor was expected.",
        "Stay in torch from input to output: `torch.exp(x)` instead of `np.exp(x)`. NumPy knows no gradient.",
    )


@diagnosis("returned-number", stops=True)
def _returned_number(case: Case) -> Found | None:
    calls = _returns(case, "float", "int", "complex")
    if not calls:
        return None
    return Found(
        "returned-number",
        "Your answer returned one Python number; a tensor of the input's shape was expected.",
        "Remove `.item()`, `float(…)` or `.sum()`: the result needs one value for each element, and "
        "its gradient.",
        call_words(calls[0]),
    )


@diagnosis("returned-other", stops=True)
def _returned_other(case: Case) -> Found | None:
    calls = [call for call in ordinary(case) if call.returned and not call.is_tensor]
    if not calls:
        return None
    kind = calls[0].seen["type"]
    wanted_kind = "an ordinary one, dense and real," if kind.endswith(" tensor") else "a torch tensor"
    return Found(
        "returned-other",
        f"Your answer returned a {kind}; {wanted_kind} was expected.",
        "Return the tensor itself: one tensor of the same shape as the input.",
        call_words(calls[0]),
    )


def _returns(case: Case, *types: str) -> list[Call]:
    return [
        call for call in case.calls if call.returned and call.seen.get("type") in types and not call.is_tensor
    ]


def _error_words(call: Call) -> str:
    error = call.seen["error"]
    return f"{error['name']}: {error['message']}"


# ---------------------------------------------------------------- side effects


@diagnosis("input-changed")
def _input_changed(case: Case) -> Found | None:
    changed = [call for call in case.calls if call.seen.get("changed_input")]
    if not changed:
        return None
    return Found(
        "input-changed",
        "Your answer changes its input in place.",
        "Methods that end in `_` (`exp_`, `clamp_`), `x += …` and `x[…] = …` write into the caller's "
        "tensor. "
        "Make a new one: `torch.exp(x)`, `x + …`, `torch.where`.",
        call_words(changed[0]),
    )


@diagnosis("global-state")
def _global_state(case: Case) -> Found | None:
    state = case.evidence.seen.get("state")
    if not state:
        return None
    return Found(
        "global-state",
        f"Your answer changes torch's {state[0]} for everyone.",
        "Take out `torch.set_default_dtype`, `torch.set_default_device` or `torch.set_grad_enabled`: convert "
        "your own tensors with `.to(x)` instead.",
    )


@diagnosis("raises-sometimes")
def _raises_sometimes(case: Case) -> Found | None:
    call = next(
        (call for call in case.calls if call.seen["outcome"] == "raised" and call.probe.dtype != "int64"),
        None,
    )
    if call is None:
        return None
    kind = {"shape": f"an input of shape {tuple(call.shape)}", "dtype": f"{call.probe.dtype} input"}
    return Found(
        "raises-sometimes",
        f"Your answer raises {call.seen['error']['name']} on {kind.get(call.probe.line, 'some inputs')}.",
        "Call it on the input above and read the message; it must work for every shape, every float "
        "dtype and every finite number.",
        f"{call_words(call)}: {_error_words(call)}",
    )


# ---------------------------------------------------------------- values


@diagnosis("mistake")
def _twin(case: Case) -> Found | None:
    for mistake in case.task.mistakes:
        lines = ("value",) if mistake.quantity == "value" else ("value", "gradient")
        if case.follows(mistake.formula, mistake.quantity, *lines):
            wrong = [
                p
                for p in case.points
                if p.quantity == mistake.quantity and not p.right and p.probe.line in lines
            ]
            point = smallest(wrong)
            return Found(
                mistake.cause.id,
                mistake.cause.why,
                mistake.cause.next_step,
                witness(point, mistake.quantity) if point else "",
            )
    return None


@diagnosis("shape-lost")
def _shape_lost(case: Case) -> Found | None:
    for call in case.calls:
        if call.returned and call.is_tensor and call.seen["shape"] != expected_shape(case, call):
            got, want = tuple(call.seen["shape"]), tuple(expected_shape(case, call))
            return Found(
                "shape-lost",
                f"An input of shape {tuple(call.shape)} came back as {got}; {want} was expected.",
                "Work on the whole tensor at once: no `.sum()`, `.mean()`, `.flatten()`, "
                "`.squeeze()`, and no loop that rebuilds it.",
                call_words(call),
            )
    return None


def expected_shape(case: Case, call: Call) -> list[int]:
    """The input's own shape, or that of the task's reference, when it mixes elements."""
    if case.task.reference is None:
        return call.shape
    import torch

    x = torch.zeros(call.shape, dtype=torch.float64)
    others = {name: torch.tensor(more, dtype=torch.float64) for name, more in call.probe.others.items()}
    return list(case.task.reference(x, **others, **call.probe.settings).shape)


@diagnosis("only-visible")
def _only_visible(case: Case) -> Found | None:
    fixed = [p for p in case.values("value") if not p.probe.random]
    drawn = [p for p in case.values("value") if p.probe.random]
    if not fixed or not drawn or not all(p.right for p in fixed) or all(p.right for p in drawn):
        return None
    point = smallest(p for p in drawn if not p.right)
    return Found(
        "only-visible",
        "Your answer is right on the points that you can see and wrong between them.",
        "Write the formula for every x; a table of known results, or special cases for them, will not do.",
        witness(point) if point else "",
    )


@diagnosis("wrong-setting")
def _wrong_setting(case: Case) -> Found | None:
    points = [p for p in case.values("value") if not p.probe.random]
    if not points or _twin(case):
        return None
    first = points[0].probe.settings
    wrong = [p for p in points if not p.right]
    point = smallest(wrong)
    if point is None or not first or any(p.probe.settings == first for p in wrong):
        return None
    return Found(
        "wrong-setting",
        f"Your values are right with {settings_words(first.items()).removeprefix(', ')} "
        f"and wrong with {settings_words(point.probe.settings.items()).removeprefix(', ')}.",
        "Work the formula out by hand for that setting, at the point above, and compare each "
        "intermediate step.",
        witness(point),
    )


@diagnosis("wrong-value")
def _wrong_value(case: Case) -> Found | None:
    point = smallest(p for p in case.values("value") if not p.right)
    if point is None or _twin(case) or _only_visible(case) or _wrong_setting(case):
        return None
    return Found(
        "wrong-value",
        "Your values are not those of the formula, already for ordinary inputs.",
        "Work the formula out by hand at the point above and print each intermediate step.",
        witness(point),
    )


# ---------------------------------------------------------------- gradient


@diagnosis("gradient-cut")
def _gradient_cut(case: Case) -> Found | None:
    cut = [call for call in ordinary(case) if call.seen.get("tracked") is False]
    if not cut:
        return None
    return Found(
        "gradient-cut",
        "The result has no gradient: the path from output back to input is cut.",
        "Take out `.detach()`, `.item()`, `.data`, `.numpy()`, `.tolist()`, `torch.no_grad()` and "
        "`torch.tensor(…)` "
        "around results: each starts a new history.",
        call_words(cut[0]),
    )


@diagnosis("in-place-gradient")
def _in_place_gradient(case: Case) -> Found | None:
    for call in case.calls:
        message = call.seen.get("slope_error", {}).get("message", "")
        if "in-place" in message or "inplace" in message:
            if call.seen.get("changed_input"):
                return None
            return Found(
                "in-place-gradient",
                "An in-place operation overwrites a number that the backward pass needs.",
                "Replace `y += …`, `y[…] = …` and methods that end in `_` by operations that make a "
                "new tensor.",
                f"{call_words(call)}: {message}",
            )
    return None


@diagnosis("gradient-raises")
def _gradient_raises(case: Case) -> Found | None:
    for call in case.calls:
        if "slope_error" in call.seen:
            message = call.seen["slope_error"]["message"]
            if "in-place" in message or "inplace" in message:
                continue
            return Found(
                "gradient-raises",
                "Your answer computes values, but raises when its gradient is asked for.",
                "Call it on `x.requires_grad_()` and run `y.sum().backward()`; the message above "
                "says which step fails.",
                f"{call_words(call)}: {message}",
            )
    return None


@diagnosis("nan-gradient")
def _nan_gradient(case: Case) -> Found | None:
    bad = [p for p in case.points if p.quantity == "slope" and math.isnan(p.got) and not math.isnan(p.want)]
    value_right = {(p.probe.name, p.index) for p in case.points if p.quantity == "value" and p.right}
    bad = [p for p in bad if (p.probe.name, p.index) in value_right]
    point = smallest(bad)
    if point is None:
        return None
    return Found(
        "nan-gradient",
        "The value is right, but the gradient is NaN: a branch that is not chosen overflows, "
        "and `torch.where` multiplies its infinite slope by zero.",
        "Keep the dangerous branch finite before you choose: clamp its input (`x.clamp(max=…)`), or "
        "use a form whose exponent is never positive.",
        witness(point, "gradient"),
    )


@diagnosis("corner-slope")
def _corner_slope(case: Case) -> Found | None:
    wrong = [p for p in case.slopes("value", "gradient") if not p.right]
    if not wrong or any(p.x != 0 for p in wrong) or not _values_right(case):
        return None
    return Found(
        "corner-slope",
        "The gradient is right everywhere except at exactly 0: your form has a corner there, and "
        "autograd takes one side of it.",
        "At a tie `clamp(min=0)` has slope 1 and `relu` slope 0; `torch.maximum(z, "
        "torch.zeros_like(z))` has 1/2, the middle of both sides.",
        witness(wrong[0], "gradient"),
    )


def _values_right(case: Case) -> bool:
    return all(p.right for p in case.values("value", "gradient"))


@diagnosis("wrong-gradient")
def _wrong_gradient(case: Case) -> Found | None:
    wrong = [p for p in case.slopes("value", "gradient") if not p.right and not math.isnan(p.got)]
    if not wrong or all(p.x == 0 for p in wrong) or not _values_right(case):
        return None
    if any(
        mistake.quantity == "slope" and case.follows(mistake.formula, "slope", "value", "gradient")
        for mistake in case.task.mistakes
    ):
        return None
    point = smallest(wrong)
    assert point is not None
    return Found(
        "wrong-gradient",
        "Your values are right, but the gradient is that of another function.",
        "A gradient goes wrong where part of the result skips autograd (`.detach()`, `.data`, "
        "rounding, a hand-written "
        "backward) or where `torch.max`, `abs` and `clamp` meet their corner. Compare with a "
        "difference quotient at the point above.",
        witness(point, "gradient"),
    )


@diagnosis("curvature-cut")
def _curvature_cut(case: Case) -> Found | None:
    cut = [
        call
        for call in case.calls
        if call.seen.get("curvature_tracked") is False or "curvature_error" in call.seen
    ]
    if not cut:
        return None
    return Found(
        "curvature-cut",
        "The gradient has no gradient: your answer cannot be differentiated twice.",
        "In a hand-written backward, compute with differentiable torch operations on saved tensors, "
        "not on `.data` or inside "
        "`torch.no_grad()`.",
        call_words(cut[0]),
    )


@diagnosis("wrong-curvature")
def _wrong_curvature(case: Case) -> Found | None:
    point = smallest(p for p in case.curvatures("value", "gradient", "curvature") if not p.right)
    if point is None:
        return None
    return Found(
        "wrong-curvature",
        "The second derivative is wrong, although the gradient may be right.",
        "The second derivative differentiates the code of your backward pass: whatever is constant "
        "there counts as zero slope.",
        witness(point, "second derivative"),
    )


@diagnosis("precision-lost")
def _precision_lost(case: Case) -> Found | None:
    if not all(p.right for p in case.values("value")):
        return None
    point = smallest(p for p in case.values("dtype") if not p.right and p.probe.dtype == "float64")
    if point is None:
        return None
    return Found(
        "precision-lost",
        "The float64 result has fewer correct digits than float64 holds: it was computed in another dtype, "
        "or with rounded constants.",
        "Do not convert to float32 and back; write constants in full (`math.log(2)`, not 0.693).",
        witness(point),
    )


# ---------------------------------------------------------------- extremes


def _extreme(case: Case) -> list[Point]:
    """Wrong points far out that the cause found for ordinary inputs does not explain already."""
    wrong = [p for p in case.values("extremes") if not p.right]
    return [p for p in wrong if not _explained(case, p)] if wrong and not _values_right(case) else wrong


def _explained(case: Case, p: Point) -> bool:
    """Is `p` wrong because the formula is? Then tails and limits would only repeat, in other words, what was said."""
    followed = [
        mistake.formula
        for mistake in case.task.mistakes
        if mistake.quantity == "value" and case.follows(mistake.formula, "value", "value")
    ]
    if followed:
        return any(case.agrees(formula, p) for formula in followed)
    ordinary_points = [q for q in case.values("value") if not q.probe.random]
    if _wrong_setting(case):
        return p.probe.settings != ordinary_points[0].probe.settings
    overflows = math.isfinite(p.x) and math.isfinite(p.want) and not math.isfinite(p.got)
    return not overflows


def _is_log_of_zero(p: Point) -> bool:
    return abs(p.x) < 0.1 and math.isfinite(p.want) and p.got == -math.inf


@diagnosis("log-of-zero")
def _log_of_zero(case: Case) -> Found | None:
    point = smallest(p for p in _extreme(case) if _is_log_of_zero(p))
    if point is None:
        return None
    return Found(
        "log-of-zero",
        "log(0) = −inf: a tiny input was rounded away against 1, and the 1 was then taken off again.",
        "`exp(t) − 1` and `1 − exp(−t)` are 0 for tiny t. `torch.expm1(t)` and `-torch.expm1(-t)` keep t.",
        witness(point),
    )


@diagnosis("overflow")
def _overflow(case: Case) -> Found | None:
    point = smallest(
        p
        for p in _extreme(case)
        if math.isfinite(p.x)
        and math.isfinite(p.want)
        and not math.isfinite(p.got)
        and not _is_log_of_zero(p)
    )
    if point is None:
        return None
    return Found(
        "overflow",
        f"Overflow: a finite input gives {show(point.got)}, because an intermediate result is larger "
        f"than {point.probe.dtype} can hold.",
        "`exp` of a large positive number overflows. Write the formula so that `exp` only ever sees "
        "numbers ≤ 0.",
        witness(point),
    )


@diagnosis("cancelled")
def _cancelled(case: Case) -> Found | None:
    tail = [p for p in case.values("extremes") if math.isfinite(p.x) and 0 < abs(p.want) < 1e-2]
    left, right = [p for p in tail if p.x < 0], [p for p in tail if p.x > 0]
    point = smallest(
        p for p in right if not p.right and not (not _values_right(case) and _explained(case, p))
    )
    if point is None or not left or not all(p.right for p in left):
        return None
    return Found(
        "cancelled",
        "Cancellation: two nearly equal numbers were subtracted, and the digits of their small difference are lost.",
        "Find a formula for the difference itself, one that never subtracts.",
        witness(point),
    )


@diagnosis("silent-zero")
def _silent_zero(case: Case) -> Found | None:
    if _cancelled(case):
        return None
    point = smallest(p for p in _extreme(case) if math.isfinite(p.x) and p.got == 0.0 and p.want != 0.0)
    if point is None:
        return None
    return Found(
        "silent-zero",
        "Silent zero in the tail: the result is exactly 0 where the true value is small but not 0.",
        "`1 + tiny` rounds to 1, and then both `log(1)` and `1 − 1` are 0. `torch.log1p(tiny)` and "
        "`torch.expm1(tiny)` keep the tiny part.",
        witness(point),
    )


@diagnosis("log-not-log1p")
def _log_not_log1p(case: Case) -> Found | None:
    if _cancelled(case):
        return None
    bad = [
        p
        for p in _extreme(case)
        if math.isfinite(p.x)
        and p.got != 0.0
        and p.want != 0.0
        and math.isfinite(p.got)
        and abs(p.want) < 1e-2
    ]
    point = smallest(bad)
    if point is None:
        return None
    return Found(
        "log-not-log1p",
        "Digits are lost in the tail: a small number was added to 1 before the logarithm was taken.",
        "Use `torch.log1p(t)` for log(1 + t) and `torch.expm1(t)` for exp(t) − 1: they keep small t.",
        witness(point),
    )


@diagnosis("limits")
def _limits(case: Case) -> Found | None:
    point = next((p for p in _extreme(case) if not math.isfinite(p.x)), None)
    if point is None:
        return None
    what = "NaN" if math.isnan(point.x) else "an infinite input"
    return Found(
        "limits",
        f"{what[0].upper()}{what[1:]} gives {show(point.got)}; the function has a limit there "
        f"({show(point.want)}).",
        "`inf − inf` and `0 · inf` are NaN: look for the step where both meet, and choose a form "
        "that has none. NaN in must stay NaN out.",
        witness(point),
    )


@diagnosis("inaccurate")
def _inaccurate(case: Case) -> Found | None:
    known = {
        id(p)
        for p in _extreme(case)
        if not math.isfinite(p.x) or not math.isfinite(p.got) or p.got == 0.0 or (abs(p.want) < 1e-2)
    }
    point = smallest(p for p in _extreme(case) if id(p) not in known)
    if point is None:
        return None
    return Found(
        "inaccurate",
        "Far from zero the values drift away from the formula: a shortcut was taken too early, or on "
        "the wrong condition.",
        "If you switch to a simpler form, test the switch on βx, not on x, and only where the "
        "simpler form is exact to rounding.",
        witness(point),
    )


@diagnosis("extreme-gradient")
def _extreme_gradient(case: Case) -> Found | None:
    values_right = {(p.probe.name, p.index) for p in case.values("extremes") if p.right}
    bad = [p for p in case.slopes("extremes") if not p.right and not math.isnan(p.got)]
    point = smallest(p for p in bad if (p.probe.name, p.index) in values_right)
    if point is None:
        return None
    return Found(
        "extreme-gradient",
        "Far from zero the value is right and the gradient is not.",
        "A clamp or a constant branch has slope 0, and the identity has slope 1: compare with the "
        "true slope there.",
        witness(point, "gradient"),
    )


# ---------------------------------------------------------------- dtype and integers


@diagnosis("dtype-changed")
def _dtype_changed(case: Case) -> Found | None:
    for call in case.calls:
        if (
            call.returned
            and call.is_tensor
            and call.probe.dtype != "int64"
            and call.seen["dtype"] != call.probe.dtype
        ):
            return Found(
                "dtype-changed",
                f"{call.probe.dtype} went in and {call.seen['dtype']} came out.",
                "Keep the dtype: no `.float()`, `.double()`; make constants with "
                "`torch.zeros_like(x)` or plain Python numbers, "
                "not `torch.tensor(…)`.",
                call_words(call),
            )
    return None


@diagnosis("half-precision")
def _half_precision(case: Case) -> Found | None:
    if not all(p.right for p in case.points if p.probe.line != "dtype"):
        return None
    point = smallest(
        p for p in case.values("dtype") if not p.right and p.probe.dtype in ("float16", "bfloat16")
    )
    if point is None:
        return None
    return Found(
        "half-precision",
        f"In {point.probe.dtype} the result is further off than that type's own rounding explains.",
        "Half types keep two to three digits and overflow early (float16 beyond 65504): look for the "
        "intermediate step that "
        "is larger, or smaller, than the result.",
        witness(point),
    )


@diagnosis("integer-input")
def integers_whole(case: Case) -> Found | None:
    for call in case.of_line("integers"):
        if not call.returned or not call.is_tensor:
            continue
        got = [number(stored) for stored in call.seen["values"]]
        want = wanted(case.task, call, "value")
        truncated = not call.seen["dtype"].startswith(("float", "bfloat"))
        off = any(abs(g - w) > 1e-3 * max(1.0, abs(w)) for g, w in zip(got, want, strict=False))
        if truncated or (off and _values_right(case)):
            return Found(
                "integer-input",
                f"An integer tensor gives {show(got[0])} as {call.seen['dtype']}: its fraction was cut off.",
                "Refuse integers with a clear TypeError, or convert them with "
                "`x.to(torch.get_default_dtype())` first.",
                call_words(call),
            )
    return None
