"""Nothing to compare: the answer is no function, raises, does not stop, or returns no tensor."""

from __future__ import annotations

import re

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Call, Comparison
from course_lib.checks.judge.diagnoses.words import call_words, error_words, raised_words
from course_lib.tasks.task import Cause


def not_a_function(comparison: Comparison) -> Cause | None:
    if comparison.description.callable:
        return None
    return named_cause(
        "returned.not-a-function",
        f"it holds {comparison.description.value}",
        name=comparison.task.name,
        type=comparison.description.type,
    )


def too_slow(comparison: Comparison) -> Cause | None:
    if comparison.answered.stopped_after is None:
        return None
    return named_cause("returned.too-slow", stopped_after=comparison.answered.stopped_after)


def shadowed(comparison: Comparison) -> Cause | None:
    names = comparison.description.shadowed
    if not names or not _raises_always(comparison):
        return None
    return named_cause("returned.shadowed", error_words(comparison.plain_calls[0].error), name=names[0])


def signature(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "TypeError", saying=f"{comparison.task.name}()")
    words = ("unexpected keyword argument", "positional argument", "multiple values for argument")
    if call is None or not any(one in call.error.message for one in words):
        return None
    asked = ", ".join([call.probe.argument, *call.probe.others, *call.probe.settings])
    return named_cause("returned.signature", error_words(call.error), asked=asked, name=comparison.task.name)


def unknown_name(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "NameError", "UnboundLocalError", "AttributeError")
    if call is None or not _raises_always(comparison):
        return None
    return named_cause("returned.unknown-name", raised_words(call))


def python_math(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "TypeError", "ValueError", "RuntimeError")
    words = (
        "only one element tensors|only integer tensors of a single element|a Tensor with|must be real number|"
        "only 0-dimensional|only length-1 arrays"
    )
    if call is None or not re.search(words, call.error.message):
        return None
    return named_cause("returned.python-math", raised_words(call))


def numpy(comparison: Comparison) -> Cause | None:
    for call in comparison.calls:
        for error in (call.reply.error, call.slope_error):
            if error and "numpy()" in error.message:
                return named_cause("returned.numpy", f"{call_words(call)}: {error.message}")
    arrays = _returns(comparison, "ndarray", "float64", "float32", "float16")
    return named_cause("returned.numpy-2") if arrays else None


def truth_of_tensor(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "RuntimeError", saying="Boolean value of Tensor")
    return named_cause("returned.truth-of-tensor", raised_words(call)) if call else None


def raises(comparison: Comparison) -> Cause | None:
    if not _raises_always(comparison):
        return None
    call = comparison.plain_calls[0]
    return named_cause("returned.raises", raised_words(call), error_name=call.error.name)


def printed(comparison: Comparison) -> Cause | None:
    if not _returns(comparison, "NoneType") or not comparison.answered.printed:
        return None
    return named_cause("returned.printed")


def returned_none(comparison: Comparison) -> Cause | None:
    if not _returns(comparison, "NoneType"):
        return None
    return named_cause("returned.returned-none", call_words(_returns(comparison, "NoneType")[0]))


def returned_number(comparison: Comparison) -> Cause | None:
    calls = _returns(comparison, "float", "int", "complex")
    return named_cause("returned.returned-number", call_words(calls[0])) if calls else None


def returned_other(comparison: Comparison) -> Cause | None:
    calls = [call for call in comparison.plain_calls if call.returned and not call.reply.is_tensor]
    if not calls:
        return None
    kind = calls[0].reply.type
    wanted_kind = "an ordinary one, dense and real," if kind.endswith(" tensor") else "a torch tensor"
    return named_cause("returned.returned-other", call_words(calls[0]), kind=kind, wanted_kind=wanted_kind)


def _returns(comparison: Comparison, *types: str) -> list[Call]:
    return [
        call
        for call in comparison.calls
        if call.returned and call.reply.type in types and not call.reply.is_tensor
    ]


def _raised(comparison: Comparison, *names: str, saying: str = "") -> Call | None:
    for call in comparison.calls:
        if not call.returned and (not names or call.error.name in names) and saying in call.error.message:
            return call
    return None


def _raises_always(comparison: Comparison) -> bool:
    calls = comparison.plain_calls
    return bool(calls) and not any(call.returned for call in calls)
