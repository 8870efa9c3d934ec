"""Lesson 06, your own softplus: slope and curvature from the output, the whole module, which test sees what, a bug."""

from __future__ import annotations

import copy
import math
from typing import Any

import torch
from torch import nn

from course_lib.tasks.task import (
    Answer,
    Behaviour,
    Cause,
    ChoiceTask,
    Exact,
    FunctionTask,
    KnownMistake,
    KnownNumber,
    ModelTask,
    NumberTask,
    Probe,
    Tolerance,
)

# ---------------------------------------------------------------- from the output

BETA_IGNORED = Cause(
    "beta-ignored",
    "β is ignored, or used in one place of two: your values are right for β = 1 only.",
    "Derive it once more from y = ln(1 + exp(βx))/β, and keep β in every line.",
)


def _slope(m: Any, y: Any, beta: float = 1.0) -> Any:
    return -m.expm1(-beta * y)


def _curvature(m: Any, y: Any, beta: float = 1.0) -> Any:
    return beta * m.exp(-beta * y) * _slope(m, y, beta)


def _sigmoid(m: Any, x: Any) -> Any:
    return 1 / (1 + m.exp(-x))


OUTPUTS = (0.0, 1e-3, 0.125, 0.5, 0.6931, 1.0, 2.0, 4.0)
SIX = OUTPUTS[-6:]


def _output_probes() -> tuple[Probe, ...]:
    """Probes for a function of softplus's output: never negative, tiny far left, large far right."""
    one = {"beta": 1.0}
    return (
        Probe("ordinary", "value", OUTPUTS, one, slope=False),
        Probe("drawn", "value", (), one, slope=False, random=16, low=0.01, high=6.0),
        Probe("ordinary, beta 4", "value", OUTPUTS, {"beta": 4.0}, slope=False),
        Probe("drawn, beta 0.5", "value", (), {"beta": 0.5}, slope=False, random=16, low=0.01, high=6.0),
        Probe("tiny float32", "extremes", (1e-5, 1e-8, 1e-20, 1e-37), one, slope=False),
        Probe("tiny float64", "extremes", (1e-9, 1e-17, 1e-100), one, dtype="float64", slope=False),
        Probe("large float32", "extremes", (16.0, 17.0, 30.0, 80.0), one, slope=False),
        Probe("large float64", "extremes", (37.0, 40.0, 100.0, 600.0), one, dtype="float64", slope=False),
        Probe("float64", "dtype", SIX, one, dtype="float64", slope=False),
        Probe("bfloat16", "dtype", SIX, one, dtype="bfloat16", slope=False),
        Probe("one number", "shape", (2.0,), one, shape=(), slope=False),
        Probe("table", "shape", SIX, one, shape=(2, 3), slope=False),
        Probe("empty", "shape", (), one, shape=(0,), slope=False),
    )


SLOPE = FunctionTask(
    id="06-slope",
    lesson="06",
    objective="06-O1",
    name="slope_from_output",
    title="the slope from the output, one blank",
    asked="Fill the blank so that slope_from_output(y, beta) is softplus’s slope σ(βx), computed from "
    "y = softplus(x, beta), accurate for tiny y too.",
    points={"value": 2, "extremes": 2, "dtype": 1, "shape": 1},
    exact=Exact(value=_slope),
    probes=_output_probes(),
    mistakes=(
        KnownMistake(BETA_IGNORED, lambda m, y, beta: _slope(m, y)),
        KnownMistake(BETA_IGNORED, lambda m, y, beta: beta * _slope(m, y, beta)),
        KnownMistake(
            Cause(
                "sigmoid-of-output",
                "You took the sigmoid of y; the slope is the sigmoid of the input x.",
                "Express it by y: exp(βx) = exp(βy) − 1, put into exp(βx)/(1 + exp(βx)).",
            ),
            lambda m, y, beta: _sigmoid(m, beta * y),
        ),
        KnownMistake(
            Cause(
                "sign",
                "Your slope is negative; softplus rises everywhere.",
                "expm1(−βy) is exp(−βy) − 1, which is negative: a minus sign in front is missing.",
            ),
            lambda m, y, beta: -_slope(m, y, beta),
        ),
        KnownMistake(
            Cause(
                "sign-inside",
                "The sign inside the exponential is lost: exp(βy) − 1 is exp(βx), not the slope.",
                "Divide exp(βy) − 1 by exp(βy): that leaves 1 − exp(−βy).",
            ),
            lambda m, y, beta: m.expm1(beta * y),
        ),
        KnownMistake(
            Cause(
                "one-minus",
                "You return exp(−βy), which is 1 minus the slope.",
                "The slope is 1 − exp(−βy), written with expm1.",
            ),
            lambda m, y, beta: m.exp(-beta * y),
        ),
    ),
    properties={
        "value": "The slope lies between 0 (y = 0) and 1 (large y) and is 1/2 at y = ln 2/β.",
        "extremes": "For tiny y it is nearly βy, and never 0.",
    },
    hints=(
        "Undo y = ln(1 + exp(βx))/β: what is exp(βx) in terms of y?",
        "The slope is 1 − exp(−βy). Which torch function gives exp(t) − 1 without losing small t?",
        "The blank is −torch.expm1(−beta * y).",
    ),
    solution="""\
return -torch.expm1(-beta * y)

exp(βx) = exp(βy) − 1, so σ(βx) = exp(βx)/(1 + exp(βx)) = (exp(βy) − 1)/exp(βy) = 1 − exp(−βy). expm1 keeps its digits
where exp(−βy) would round to 1.""",
)

CURVATURE = FunctionTask(
    id="06-curvature",
    lesson="06",
    objective="06-O2",
    name="curvature_from_output",
    title="the curvature from the output",
    asked="Write curvature_from_output(y, beta): softplus’s second derivative by x, computed from y = softplus(x, beta), "
    "with all digits for tiny and for large y.",
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1},
    exact=Exact(value=_curvature),
    probes=_output_probes(),
    mistakes=(
        KnownMistake(BETA_IGNORED, lambda m, y, beta: m.exp(-beta * y) * _slope(m, y, beta)),
        KnownMistake(BETA_IGNORED, lambda m, y, beta: _curvature(m, y)),
        KnownMistake(BETA_IGNORED, lambda m, y, beta: beta * _curvature(m, y)),
        KnownMistake(
            Cause(
                "beta-squared",
                "Your values are β times too large: one factor β too many.",
                "d/dy of 1 − exp(−βy) brings out one β; dy/dx, the slope, brings none.",
            ),
            lambda m, y, beta: beta * _curvature(m, y, beta),
        ),
        KnownMistake(
            Cause(
                "derivative-by-y",
                "That is the derivative of the slope by y; the derivative by x was asked.",
                "Chain rule: times dy/dx, which is the slope 1 − exp(−βy).",
            ),
            lambda m, y, beta: beta * m.exp(-beta * y),
        ),
        KnownMistake(
            Cause(
                "is-slope",
                "Your values are those of the slope, the first derivative.",
                "Differentiate 1 − exp(−βy) by y, then multiply by dy/dx.",
            ),
            lambda m, y, beta: _slope(m, y, beta),
        ),
        KnownMistake(
            Cause(
                "sigmoid-of-output",
                "You used the sigmoid of y; y is the output, not the input.",
                "Both factors come from y directly: exp(−βy) and 1 − exp(−βy).",
            ),
            lambda m, y, beta: beta * _sigmoid(m, beta * y) * _sigmoid(m, -beta * y),
        ),
        KnownMistake(
            Cause(
                "sign",
                "Your curvature is negative; softplus is convex, so it is positive.",
                "The derivative of −exp(−βy) is +β·exp(−βy): two minus signs meet.",
            ),
            lambda m, y, beta: -_curvature(m, y, beta),
        ),
    ),
    properties={
        "value": "The curvature is positive, β/4 at y = ln 2/β, and falls off on both sides.",
        "extremes": "For large y it is nearly β·exp(−βy), for tiny y nearly β²y; neither is 0.",
    },
    hints=(
        "Differentiate the slope 1 − exp(−βy) by y. What does the chain rule add, since y depends on x?",
        "It is β·exp(−βy) times the slope. For large y the slope has rounded to 1: "
        "which factor must not be computed as 1 − slope?",
        "The whole answer is one line: return beta * torch.exp(-beta * y) * -torch.expm1(-beta * y)",
    ),
    solution="""\
def curvature_from_output(y, beta=1.0):
    return beta * torch.exp(-beta * y) * -torch.expm1(-beta * y)

d/dy of 1 − exp(−βy) is β·exp(−βy), and dy/dx is 1 − exp(−βy). Writing s(1 − s) with s = −expm1(−βy) is the same on paper;
from about y = 17 on s is 1 in float32, and 1 − s is 0.""",
)

# ---------------------------------------------------------------- the whole module

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
    id="06-module",
    lesson="06",
    objective="06-O1",
    name="SavingSoftplus",
    title="your own softplus, complete",
    asked="Write the module SavingSoftplus (β = 1): no threshold, keeps only its output for the backward pass, and "
    "slope and curvature keep their digits in float32 on both sides.",
    behaviours=(
        Behaviour(
            "value",
            "the value, at both ends, and in float64 beyond 20",
            2,
            _measure_values,
            _accept_values,
            (
                Cause(
                    "wrong-value",
                    "The values are not those of ln(1 + exp(x)), already near 0.",
                    "Call your module on torch.tensor([-1.0, 0.0, 1.0]): it must give 0.3133, 0.6931, 1.3133.",
                ),
                Cause(
                    "form-lost",
                    "A float32 table came back with another shape or dtype.",
                    "Let the module return Softplus.apply(x) as it is: no .flatten(), .double() or .sum().",
                ),
                Cause(
                    "overflow",
                    "A finite input gives infinity or NaN: exp of a large number overflows.",
                    "Use torch.logaddexp(x, torch.zeros_like(x)) in forward.",
                ),
                Cause(
                    "tail-lost",
                    "Far from 0 the values lose their digits or become 0.",
                    "Use torch.logaddexp(x, torch.zeros_like(x)) in forward: no 1 + tiny is formed.",
                ),
                Cause(
                    "threshold",
                    "In float64 just above 20 the value is exactly x: PyTorch’s threshold is still in your forward.",
                    "Replace F.softplus by torch.logaddexp(x, torch.zeros_like(x)), which has no threshold.",
                ),
            ),
        ),
        Behaviour(
            "slope",
            "the slope keeps its digits",
            2,
            _measure_slopes,
            _accept_slopes,
            (
                Cause(
                    "backward-raises",
                    "Your backward pass raises an error as soon as it runs; the forward pass does not need it.",
                    "Try it on one number: x = torch.tensor(1.0, requires_grad=True), then SavingSoftplus()(x).backward(), "
                    "and read the message. Often the comma in (y,) = ctx.saved_tensors or an .apply is missing.",
                ),
                Cause(
                    "slope-wrong",
                    "The slope is not σ(x).",
                    "From the output it is 1 − exp(−y). Does backward multiply it by the gradient that arrives?",
                ),
                Cause(
                    "slope-zero",
                    "The slope is 0 far left, where it should be small: a number near 1 was subtracted from 1.",
                    "Use −torch.expm1(−y) instead of 1 − torch.exp(−y) or (z − 1)/z.",
                ),
                Cause(
                    "gradient-cut",
                    "The result has no gradient.",
                    "Call your Function by .apply, and take out .detach() and torch.no_grad().",
                ),
            ),
        ),
        Behaviour(
            "kept",
            "only the output is kept for the backward pass",
            2,
            _measure_kept,
            _accept_kept,
            (
                Cause(
                    "keeps-more",
                    "A tensor is kept that is neither input nor output: a finished slope, or a step of a formula.",
                    "Write a Function and keep only its output: ctx.save_for_backward(output).",
                ),
                Cause(
                    "keeps-input",
                    "The input is kept; the next layer does not need it, so it costs memory of its own.",
                    "In setup_context write ctx.save_for_backward(output), and compute the slope from y.",
                ),
                Cause(
                    "keeps-unseen",
                    "What you keep is invisible to autograd: it hangs on ctx by hand.",
                    "Use ctx.save_for_backward(output); a tensor stored as ctx.y is never freed, nor watched.",
                ),
            ),
        ),
        Behaviour(
            "curvature",
            "the second derivative keeps its digits",
            3,
            _measure_curvatures,
            _accept_curvatures,
            (
                Cause(
                    "curvature-wrong",
                    "The second derivative is wrong, although the slope is right: backward treats something as a constant, "
                    "or a derivative in your second Function is wrong.",
                    "By g it is 1 − exp(−y), by y it is g·exp(−y). Run gradgradcheck in float64.",
                ),
                Cause(
                    "gradient-forgotten",
                    "The second derivative is right for softplus alone and wrong for softplus(x)²: your second Function "
                    "does not pass on how the arriving gradient itself changes.",
                    "backward of the second Function returns two things; by g it is the same line again, "
                    "Chain.apply(outer, y), with its sign.",
                ),
                Cause(
                    "curvature-zero",
                    "The second derivative is 0 from about 17 on: autograd differentiated expm1, or s(1 − s).",
                    "Give the line g·(1 − exp(−y)) a Function of its own, whose derivative by y is g·exp(−y).",
                ),
                Cause(
                    "curvature-lost-left",
                    "The second derivative is right on the right, and 0 far left, where it is small: a number near 1 was "
                    "subtracted from another, or autograd differentiated logaddexp, whose rule overflows there.",
                    "Give the line g·(1 − exp(−y)) a Function of its own: −expm1(−y) by g, g·exp(−y) by y.",
                ),
                Cause(
                    "backward-of-backward-raises",
                    "Differentiating your backward pass raises an error.",
                    "Try it on one number: g = torch.autograd.grad(y, x, create_graph=True)[0], then g.backward(), and read "
                    "the message. Two tensors kept come back as two: grad, y = ctx.saved_tensors.",
                ),
                Cause(
                    "curvature-cut",
                    "The gradient has no gradient: your backward cannot be differentiated.",
                    "Work with ctx.saved_tensors and torch operations (or another Function) in backward; "
                    "no .data, no once_differentiable.",
                ),
            ),
        ),
    ),
    hints=(
        "Two Functions: one for softplus itself, one for the line g·(1 − exp(−y)) of its backward pass.",
        "The second Function takes g and y and returns two gradients: for g the same line again, for y outer · g · exp(−y).",
        "Copy Chain and Softplus from step 3 of lesson 06, and let forward of the module return Softplus.apply(x).",
    ),
    solution="""\
class Chain(Function):
    @staticmethod
    def forward(grad, y):
        return grad * -torch.expm1(-y)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, outer):
        grad, y = ctx.saved_tensors
        return Chain.apply(outer, y), outer * grad * torch.exp(-y)


class OwnSoftplus(Function):
    @staticmethod
    def forward(x):
        return torch.logaddexp(x, torch.zeros_like(x))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return Chain.apply(grad, y)


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return OwnSoftplus.apply(x)""",
)

# ---------------------------------------------------------------- which test sees what

TEST_WORDS = ("gradcheck", "gradgradcheck", "neither")


def _seen_by(text: str, right: str, **reasons: str) -> dict[str, Answer]:
    return {word: Answer(text, reasons[word], correct=word == right) for word in TEST_WORDS}


TESTS = ChoiceTask(
    id="06-tests",
    lesson="06",
    objective="06-O3",
    name="found_by",
    title="which test finds which fault?",
    asked="Which test is the first to find each fault, on 100 points of [−3, 3] in float64: "
    '"gradcheck", "gradgradcheck" or "neither"?',
    points=5,
    statements={
        "half": _seen_by(
            "backward returns half the slope",
            "gradcheck",
            gradcheck="the slope itself is wrong, and gradcheck compares it with finite differences.",
            gradgradcheck="gradcheck comes first: the slope is wrong, not only its derivative.",
            neither="half the slope is an error of up to 0.5, far above the tolerance of 0.00001.",
        ),
        "constant": _seen_by(
            "forward computes the slope and keeps it; backward multiplies by it",
            "gradgradcheck",
            gradcheck="the slope is right, so gradcheck passes; autograd takes it for a constant one level higher.",
            gradgradcheck="autograd takes the kept slope for a constant, whose derivative is 0.",
            neither="the missing curvature is up to 0.25 on [−3, 3], far above the tolerance.",
        ),
        "sign": _seen_by(
            "the second Function returns −g·exp(−y) for y instead of g·exp(−y)",
            "gradgradcheck",
            gradcheck="the first derivative never uses that line, so gradcheck passes.",
            gradgradcheck="the line is used in the second derivative only, which gets the wrong sign.",
            neither="the curvature comes out with the wrong sign, an error of up to 0.5.",
        ),
        "lost digits": _seen_by(
            "in float32 the curvature is 0 from 18 on",
            "neither",
            gradcheck="gradcheck looks at first derivatives, in float64, on [−3, 3]: nothing is wrong there.",
            gradgradcheck="it runs in float64 on [−3, 3]; even at 18 the curvature of 1.5e-8 is below its tolerance.",
            neither="only a relative comparison in float32 at such points sees it.",
        ),
        "output tested": _seen_by(
            "backward compares β·output with the threshold 20 instead of βx",
            "neither",
            gradcheck="on [−3, 3] neither βx nor β·output is near 20, so the faulty branch is never entered.",
            gradgradcheck="on [−3, 3] neither βx nor β·output is near 20, so the faulty branch is never entered.",
            neither="the two tests disagree only in a window of width 2e-9 just below 20.",
        ),
    },
    hints=(
        "gradcheck compares the slope with finite differences, gradgradcheck the slope’s own derivative.",
        "Ask for each fault: is the first derivative wrong on [−3, 3]? Is the second?",
        "Build the faulty versions from lesson 06 and run both tests with raise_exception=False.",
    ),
    solution="half: gradcheck. constant: gradgradcheck. sign: gradgradcheck. lost digits: neither. output tested: neither.",
)

# ---------------------------------------------------------------- the bug

WINDOW = (math.log(math.expm1(3.0)) / 2, 1.5)
"""β = 2, threshold 3: here β·output exceeds 3 and βx does not."""

COUNTEREXAMPLE = NumberTask(
    id="06-counterexample",
    lesson="06",
    objective="06-O4",
    name="counterexample",
    title="prove it with a counterexample",
    asked="Give one input x at which the old backward pass (which compares β·output with the threshold) is wrong "
    "for β = 2 and threshold 3.",
    points=3,
    low=WINDOW[0] + 1e-6,
    high=WINDOW[1],
    expected="It lies where β·output is above 3 and βx is not.",
    known=(
        KnownNumber(
            3.0,
            Cause(
                "threshold-as-input",
                "x = 3 gives βx = 6: both tests are passed, and both say “linear”.",
                "You need βx at most 3 and β·output above 3.",
            ),
        ),
        KnownNumber(
            0.2736,
            Cause(
                "lesson-example",
                "That is the example of the lesson, for β = 3 and threshold 1. Here βx is 0.55, far from 3.",
                "Solve β·softplus(x) = 3 for x with β = 2: that is where the window begins.",
            ),
        ),
        KnownNumber(
            20.0,
            Cause(
                "default",
                "20 is the default threshold; here it is 3, and βx = 40 passes both tests.",
                "You need βx at most 3 and β·output above 3.",
            ),
        ),
    ),
    too_small=Cause(
        "too-small",
        "There β·output is still at most 3, so old and new use the same formula.",
        "Go right, until ln(1 + exp(2x)) is above 3; stop before 2x is.",
    ),
    too_large=Cause(
        "too-large",
        "There βx is above 3, so old and new both return 1.",
        "Go left, until 2x is at most 3; stop while ln(1 + exp(2x)) is above 3.",
    ),
    hints=(
        "Write down the two tests. For which x do they disagree?",
        "β·output = ln(1 + exp(2x)) > 3 means exp(2x) > e³ − 1. And 2x ≤ 3.",
        "The window is ln(e³ − 1)/2 < x ≤ 3/2, about 1.4745 to 1.5.",
    ),
    solution="ln(1 + exp(2x)) > 3 gives x > ln(e³ − 1)/2 = 1.4745, and 2x ≤ 3 gives x ≤ 1.5. For example x = 1.49: the old "
    "gradient is 1, the right one σ(2.98) = 0.952.",
)


def _repaired(m: Any, x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    return m.mpf(1) if beta * x > threshold else _sigmoid(m, beta * x)


def _output(m: Any, x: Any, beta: float) -> Any:
    return m.log1p(m.exp(beta * x))


def _repaired_slope(m: Any, x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    z = beta * x
    return m.mpf(0) if z > threshold else beta * _sigmoid(m, z) * _sigmoid(m, -z)


REPAIR = FunctionTask(
    id="06-repair",
    lesson="06",
    objective="06-O4",
    name="repaired_slope",
    title="the third fault of the old gradient",
    asked="Write repaired_slope(x, beta, threshold), the gradient of nn.Softplus(beta, threshold), so that autograd’s "
    "derivative of it, the curvature, keeps its digits too.",
    points={"value": 2, "gradient": 2, "extremes": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_repaired, slope=_repaired_slope),
    tolerances={"gradient": Tolerance({"float64": 1e-9, "float32": 1e-4})},
    probes=(
        Probe(
            "around x = 1.5",
            "value",
            (1.25, 1.48, 1.49, 1.5, 1.51, 2.0),
            {"beta": 2.0, "threshold": 3.0},
        ),
        Probe(
            "ordinary",
            "value",
            (-4.0, -1.0, 0.0, 0.5, 1.0, 3.0),
            {"beta": 1.0, "threshold": 20.0},
        ),
        Probe(
            "low threshold",
            "value",
            (-1.0, 0.0, 0.25, 0.75, 1.0, 1.5),
            {"beta": 1.0, "threshold": 1.0},
        ),
        Probe("drawn", "value", (), {"beta": 3.0, "threshold": 1.0}, random=32, low=-1.0, high=1.0),
        Probe(
            "left float32",
            "extremes",
            (-10.0, -17.0, -30.0, -80.0),
            {"beta": 1.0, "threshold": 20.0},
        ),
        Probe(
            "left float64",
            "extremes",
            (-37.0, -100.0, -600.0),
            {"beta": 1.0, "threshold": 20.0},
            dtype="float64",
        ),
        Probe("curved right", "gradient", (8.0, 12.0, 15.0, 17.0, 19.0), {"beta": 1.0, "threshold": 20.0}),
        Probe(
            "curved right float64",
            "gradient",
            (20.0, 30.0, 38.0),
            {"beta": 1.0, "threshold": 40.0},
            dtype="float64",
        ),
        Probe("right", "extremes", (25.0, 100.0, 1e4), {"beta": 1.0, "threshold": 20.0}),
        Probe(
            "table",
            "shape",
            (-3.0, -1.0, 0.0, 1.0, 2.0, 3.0),
            {"beta": 1.0, "threshold": 20.0},
            shape=(2, 3),
        ),
        Probe("empty", "shape", (), {"beta": 1.0, "threshold": 20.0}, shape=(0,)),
    ),
    mistakes=(
        KnownMistake(
            Cause(
                "digits-lost",
                "autograd’s derivative of your gradient loses its digits far right and becomes 0.",
                "autograd differentiates sigmoid as s(1 − s) and expm1 as its result plus 1; both subtract numbers near 1. "
                "Write σ(z) as torch.exp(F.logsigmoid(z)), or give it a Function of its own.",
            ),
            _repaired_slope,
            quantity="slope",
        ),
        KnownMistake(
            Cause(
                "output-tested",
                "The first fault is still there: β·output is compared with the threshold, but forward compares βx.",
                "Replace y * beta > threshold by beta * x > threshold.",
            ),
            lambda m, x, beta, threshold: (
                m.mpf(1) if _output(m, x, beta) > threshold else _sigmoid(m, beta * x)
            ),
        ),
        KnownMistake(
            Cause(
                "output-tested",
                "The output, without β, is compared with the threshold; forward compares βx.",
                "The condition is beta * x > threshold.",
            ),
            lambda m, x, beta, threshold: (
                m.mpf(1)
                if (x if beta * x > threshold else _output(m, x, beta) / beta) > threshold
                else _sigmoid(m, beta * x)
            ),
        ),
        KnownMistake(
            Cause(
                "threshold-on-x",
                "Your condition compares x with the threshold; forward compares βx.",
                "The condition is beta * x > threshold.",
            ),
            lambda m, x, beta, threshold: m.mpf(1) if x > threshold else _sigmoid(m, beta * x),
        ),
        KnownMistake(
            Cause(
                "not-strict",
                "At βx = threshold exactly you return 1; forward still uses the formula there.",
                "The comparison is strict: `>`, not `>=`.",
            ),
            lambda m, x, beta, threshold: m.mpf(1) if beta * x >= threshold else _sigmoid(m, beta * x),
        ),
        KnownMistake(
            Cause(
                "never-switches",
                "Beyond the switch forward returns x itself, so its gradient is 1; yours stays σ(βx).",
                "Keep torch.where, with the right condition.",
            ),
            lambda m, x, beta, threshold: _sigmoid(m, beta * x),
        ),
        KnownMistake(
            Cause(
                "beta-ignored",
                "β is missing in the slope: it is σ(βx).",
                "Use torch.sigmoid(beta * x).",
            ),
            lambda m, x, beta, threshold: m.mpf(1) if beta * x > threshold else _sigmoid(m, x),
        ),
    ),
    properties={
        "value": "Up to βx = threshold the gradient is σ(βx), beyond it 1.",
        "gradient": "Up to βx = threshold its own derivative is β·σ(βx)·σ(−βx), never 0; beyond it 0.",
        "extremes": "Far left the gradient is nearly exp(βx), its derivative nearly β·exp(βx).",
    },
    hints=(
        "Start from your repair in task 03-old-backward, and look at autograd’s derivative of it at x = 17.",
        "autograd differentiates torch.sigmoid as s(1 − s), and s has rounded to 1. Write σ(z) as another function of z.",
        "ln σ(z) is F.logsigmoid(z), whose derivative σ(−z) keeps its digits: use torch.exp(F.logsigmoid(z)).",
    ),
    solution="""\
def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, 1.0, torch.exp(F.logsigmoid(z)))

The condition is on βx, as in the forward pass. σ(z) = exp(ln σ(z)); by the chain rule its derivative is σ(z) · σ(−z), and
autograd computes both factors without 1 − s. A Function with a backward pass of its own, as in step 3, does it too.""",
)

TASKS = (SLOPE, CURVATURE, MODULE, TESTS, COUNTEREXAMPLE, REPAIR)
