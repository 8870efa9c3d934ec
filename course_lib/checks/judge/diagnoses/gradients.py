"""Slopes and second derivatives: cut, raising, NaN, at a corner, or those of another function."""

from __future__ import annotations

import math

from course_lib.checks.judge.comparison import Comparison
from course_lib.checks.judge.diagnoses.words import call_words, smallest, witness
from course_lib.tasks.task import Cause


def gradient_cut(comparison: Comparison) -> Cause | None:
    cut = [call for call in comparison.plain_calls if call.cut]
    if not cut:
        return None
    return Cause(
        "gradient-cut",
        "The result has no gradient: the path from output back to input is cut.",
        "Take out `.detach()`, `.item()`, `.data`, `.numpy()`, `.tolist()`, `torch.no_grad()` and "
        "`torch.tensor(…)` "
        "around results: each starts a new history.",
        call_words(cut[0]),
    )


def in_place_gradient(comparison: Comparison) -> Cause | None:
    for call in comparison.calls:
        message = call.slope_error
        if "in-place" in message or "inplace" in message:
            if call.reply.changed_input:
                return None
            return Cause(
                "in-place-gradient",
                "An in-place operation overwrites a number that the backward pass needs.",
                "Replace `y += …`, `y[…] = …` and methods that end in `_` by operations that make a "
                "new tensor.",
                f"{call_words(call)}: {message}",
            )
    return None


def gradient_raises(comparison: Comparison) -> Cause | None:
    for call in comparison.calls:
        message = call.slope_error
        if call.slope_raises and "in-place" not in message and "inplace" not in message:
            return Cause(
                "gradient-raises",
                "Your answer computes values, but raises when its gradient is asked for.",
                "Call it on `x.requires_grad_()` and run `y.sum().backward()`; the message above "
                "says which step fails.",
                f"{call_words(call)}: {message}",
            )
    return None


def nan_gradient(comparison: Comparison) -> Cause | None:
    bad = [
        p for p in comparison.points if p.quantity == "slope" and math.isnan(p.got) and not math.isnan(p.want)
    ]
    value_right = {(p.probe.name, p.index) for p in comparison.points if p.quantity == "value" and p.right}
    bad = [p for p in bad if (p.probe.name, p.index) in value_right]
    point = smallest(bad)
    if point is None:
        return None
    return Cause(
        "nan-gradient",
        "The value is right, but the gradient is NaN: a branch that is not chosen overflows, "
        "and `torch.where` multiplies its infinite slope by zero.",
        "Keep the dangerous branch finite before you choose: clamp its input (`x.clamp(max=…)`), or "
        "use a form whose exponent is never positive.",
        witness(point, "gradient"),
    )


def corner_slope(comparison: Comparison) -> Cause | None:
    wrong = [p for p in comparison.slopes("value", "gradient") if not p.right]
    if not wrong or any(p.x != 0 for p in wrong) or not comparison.values_right:
        return None
    return Cause(
        "corner-slope",
        "The gradient is right everywhere except at exactly 0: your form has a corner there, and "
        "autograd takes one side of it.",
        "At a tie `clamp(min=0)` has slope 1 and `relu` slope 0; `torch.maximum(z, "
        "torch.zeros_like(z))` has 1/2, the middle of both sides.",
        witness(wrong[0], "gradient"),
    )


def wrong_gradient(comparison: Comparison) -> Cause | None:
    wrong = [p for p in comparison.slopes("value", "gradient") if not p.right and not math.isnan(p.got)]
    if not wrong or all(p.x == 0 for p in wrong) or not comparison.values_right:
        return None
    if any(
        mistake.quantity == "slope" and comparison.follows(mistake.formula, "slope", "value", "gradient")
        for mistake in comparison.task.mistakes
    ):
        return None
    point = smallest(wrong)
    assert point is not None
    return Cause(
        "wrong-gradient",
        "Your values are right, but the gradient is that of another function.",
        "A gradient goes wrong where part of the result skips autograd (`.detach()`, `.data`, "
        "rounding, a hand-written "
        "backward) or where `torch.max`, `abs` and `clamp` meet their corner. Compare with a "
        "difference quotient at the point above.",
        witness(point, "gradient"),
    )


def curvature_cut(comparison: Comparison) -> Cause | None:
    curvatures = [(call, call.reply.curvature) for call in comparison.calls]
    cut = [call for call, found in curvatures if found is not None and (not found.tracked or found.error)]
    if not cut:
        return None
    return Cause(
        "curvature-cut",
        "The gradient has no gradient: your answer cannot be differentiated twice.",
        "In a hand-written backward, compute with differentiable torch operations on saved tensors, "
        "not on `.data` or inside "
        "`torch.no_grad()`.",
        call_words(cut[0]),
    )


def wrong_curvature(comparison: Comparison) -> Cause | None:
    point = smallest(p for p in comparison.curvatures("value", "gradient", "curvature") if not p.right)
    if point is None:
        return None
    return Cause(
        "wrong-curvature",
        "The second derivative is wrong, although the gradient may be right.",
        "The second derivative differentiates the code of your backward pass: whatever is constant "
        "there counts as zero slope.",
        witness(point, "second derivative"),
    )
