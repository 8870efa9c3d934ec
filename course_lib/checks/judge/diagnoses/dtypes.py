"""The dtype of the input: changed, too coarse or too fine for the answer, or an integer that was cut off."""

from __future__ import annotations

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Call, Comparison, Point
from course_lib.checks.judge.diagnoses.words import call_words, show, telling, witness
from course_lib.tasks.task import LOOSE, Cause
from course_lib.tasks.truth import true_numbers

HALF = ("float16", "bfloat16")


def changed_dtype(comparison: Comparison) -> list[Call]:
    """The calls with a float tensor whose result has another dtype."""
    return [
        call
        for call in comparison.calls
        if call.returned_tensor and call.probe.dtype not in ("int64", call.reply.dtype)
    ]


def too_few_digits(comparison: Comparison) -> list[Point]:
    """Wrong numbers in float64 that would be right in float32, where no wrong formula explains them."""
    if changed_dtype(comparison):
        return []
    points = [p for p in comparison.values("dtype") if p.probe.dtype == "float64"]
    if not all(LOOSE.allows(p.got, p.want, "float64") for p in points):
        return []
    if not comparison.narrowed and not _right_in_float32(comparison):
        return []
    return [p for p in points if not p.right]


def too_coarse(comparison: Comparison) -> list[Point]:
    """Wrong numbers in a half type, where the same formula is right in float32 and float64, far out too."""
    wrong = [p for p in comparison.values("dtype") if not p.right and p.probe.dtype in HALF]
    return wrong if all(p.right for p in comparison.points if p.probe.dtype not in HALF) else []


def _right_in_float32(comparison: Comparison) -> bool:
    return all(p.right for p in comparison.points if p.probe.dtype == "float32")


def dtype_changed(comparison: Comparison) -> Cause | None:
    calls = changed_dtype(comparison)
    if not calls:
        return None
    return named_cause(
        "dtypes.dtype-changed",
        call_words(calls[0]),
        dtype=calls[0].probe.dtype,
        returned=calls[0].reply.dtype,
    )


def precision_lost(comparison: Comparison) -> Cause | None:
    point = telling(too_few_digits(comparison))
    return named_cause("dtypes.precision-lost", witness(point)) if point else None


def half_precision(comparison: Comparison) -> Cause | None:
    point = telling(too_coarse(comparison))
    return named_cause("dtypes.half-precision", witness(point), dtype=point.probe.dtype) if point else None


def integer_input(comparison: Comparison) -> Cause | None:
    for call in comparison.of_line("integers"):
        if not call.returned_tensor or not call.reply.values:
            continue
        got = call.reply.values
        want = true_numbers(comparison.task, call.probe, call.xs, call.shape, "value")
        truncated = not call.reply.dtype.startswith(("float", "bfloat"))
        off = any(abs(g - w) > 1e-3 * max(1.0, abs(w)) for g, w in zip(got, want, strict=False))
        if truncated or (off and comparison.values_right):
            return named_cause(
                "dtypes.integer-input", call_words(call), shown=show(got[0]), dtype=call.reply.dtype
            )
    return None
