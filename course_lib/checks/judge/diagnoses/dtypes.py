"""The dtype of the input: changed, too coarse or too fine for the answer, or an integer that was cut off."""

from __future__ import annotations

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Comparison
from course_lib.checks.judge.diagnoses.words import call_words, show, smallest, witness
from course_lib.tasks.task import Cause
from course_lib.tasks.truth import true_numbers


def dtype_changed(comparison: Comparison) -> Cause | None:
    for call in comparison.calls:
        if call.returned_tensor and call.probe.dtype not in ("int64", call.reply.dtype):
            return named_cause(
                "dtypes.dtype-changed", call_words(call), dtype=call.probe.dtype, returned=call.reply.dtype
            )
    return None


def precision_lost(comparison: Comparison) -> Cause | None:
    if not all(p.right for p in comparison.values("value")):
        return None
    point = smallest(p for p in comparison.values("dtype") if not p.right and p.probe.dtype == "float64")
    return named_cause("dtypes.precision-lost", witness(point)) if point else None


def half_precision(comparison: Comparison) -> Cause | None:
    if not all(p.right for p in comparison.points if p.probe.line != "dtype"):
        return None
    point = smallest(
        p for p in comparison.values("dtype") if not p.right and p.probe.dtype in ("float16", "bfloat16")
    )
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
