"""The dtype that came in: changed, too coarse, too fine to be met, or an integer that was cut off."""

from __future__ import annotations

from course_lib.checks.judge.comparison import Comparison, wanted
from course_lib.checks.judge.diagnoses.words import call_words, show, smallest, witness
from course_lib.tasks.task import Cause


def dtype_changed(comparison: Comparison) -> Cause | None:
    for call in comparison.calls:
        if call.returned_tensor and call.probe.dtype not in ("int64", call.reply.dtype):
            return Cause(
                "dtype-changed",
                f"{call.probe.dtype} went in and {call.reply.dtype} came out.",
                "Keep the dtype: no `.float()`, `.double()`; make constants with "
                "`torch.zeros_like(x)` or plain Python numbers, "
                "not `torch.tensor(…)`.",
                call_words(call),
            )
    return None


def precision_lost(comparison: Comparison) -> Cause | None:
    if not all(p.right for p in comparison.values("value")):
        return None
    point = smallest(p for p in comparison.values("dtype") if not p.right and p.probe.dtype == "float64")
    if point is None:
        return None
    return Cause(
        "precision-lost",
        "The float64 result has fewer correct digits than float64 holds: it was computed in another dtype, "
        "or with rounded constants.",
        "Do not convert to float32 and back; write constants in full (`math.log(2)`, not 0.693).",
        witness(point),
    )


def half_precision(comparison: Comparison) -> Cause | None:
    if not all(p.right for p in comparison.points if p.probe.line != "dtype"):
        return None
    point = smallest(
        p for p in comparison.values("dtype") if not p.right and p.probe.dtype in ("float16", "bfloat16")
    )
    if point is None:
        return None
    return Cause(
        "half-precision",
        f"In {point.probe.dtype} the result is further off than that type's own rounding explains.",
        "Half types keep two to three digits and overflow early (float16 beyond 65504): look for the "
        "intermediate step that "
        "is larger, or smaller, than the result.",
        witness(point),
    )


def integers_truncated(comparison: Comparison) -> Cause | None:
    for call in comparison.of_line("integers"):
        if not call.returned_tensor or not call.reply.values:
            continue
        got = call.reply.values
        want = wanted(comparison.task, call, "value")
        truncated = not call.reply.dtype.startswith(("float", "bfloat"))
        off = any(abs(g - w) > 1e-3 * max(1.0, abs(w)) for g, w in zip(got, want, strict=False))
        if truncated or (off and comparison.values_right):
            return Cause(
                "integer-input",
                f"An integer tensor gives {show(got[0])} as {call.reply.dtype}: its fraction was cut off.",
                "Refuse integers with a clear TypeError, or convert them with "
                "`x.to(torch.get_default_dtype())` first.",
                call_words(call),
            )
    return None
