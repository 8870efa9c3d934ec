"""Nothing to compare: what was called is no function, raises, runs for ever, or returns what is no tensor."""

from __future__ import annotations

from course_lib.checks.judge.comparison import Call, Comparison
from course_lib.checks.judge.diagnoses.words import call_words
from course_lib.tasks.task import Cause


def not_a_function(comparison: Comparison) -> Cause | None:
    if comparison.description.callable:
        return None
    return Cause(
        "not-a-function",
        f"`{comparison.task.name}` is not a function: its type is {comparison.description.type}.",
        f"Define it with `def {comparison.task.name}(…):` and pass the function itself, without calling it.",
        f"it holds {comparison.description.value}",
    )


def too_slow(comparison: Comparison) -> Cause | None:
    if comparison.answered.stopped_after is None:
        return None
    return Cause(
        "too-slow",
        f"Your answer was stopped after {comparison.answered.stopped_after:g} seconds: "
        "it loops for ever, or does far too much work.",
        "Look for a loop whose condition never becomes false. One formula on the whole tensor needs no loop.",
    )


def shadowed(comparison: Comparison) -> Cause | None:
    names = comparison.description.shadowed
    if not names or not _raises_always(comparison):
        return None
    return Cause(
        "shadowed",
        f"The name `{names[0]}` no longer means the module: your notebook has assigned something else to it.",
        f"Rename your variable `{names[0]}`, restart the kernel and run the import cell again.",
        comparison.plain_calls[0].error_words,
    )


def signature(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "TypeError", saying=f"{comparison.task.name}()")
    words = ("unexpected keyword argument", "positional argument", "multiple values for argument")
    if call is None or not any(one in call.error_message for one in words):
        return None
    asked = ", ".join(["x", *call.probe.others, *call.probe.settings])
    return Cause(
        "signature",
        f"Your function cannot be called with the arguments that were handed out: {asked}.",
        f"Keep the first line of the stub: `{comparison.task.name}` with these names, in this order, and their defaults.",
        call.error_words,
    )


def unknown_name(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "NameError", "UnboundLocalError", "AttributeError")
    if call is None or not _raises_always(comparison):
        return None
    return Cause(
        "unknown-name",
        "Your answer uses a name that does not exist: misspelt, not imported, or used before it is set.",
        "Find the name in the message above; `dir(torch)` lists what torch has.",
        f"{call_words(call)}: {call.error_words}",
    )


def python_math(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "TypeError", "ValueError", "RuntimeError")
    if call is None or not any(
        words in call.error_message
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
    return Cause(
        "python-math",
        "A function of Python's `math` module (or `float()`) was given a tensor; it takes one number.",
        "Use the torch function of the same name (`torch.exp`, `torch.log1p`): it works on every "
        "element and keeps the gradient.",
        f"{call_words(call)}: {call.error_words}",
    )


def numpy_needs_detach(comparison: Comparison) -> Cause | None:
    for call in comparison.calls:
        for message in (call.error_message, call.slope_error):
            if "numpy()" in message:
                return Cause(
                    "numpy",
                    "Your answer turns the tensor into a NumPy array; NumPy knows no gradient.",
                    "Stay in torch from input to output: `torch.exp(x)` instead of `np.exp(x)`.",
                    f"{call_words(call)}: {message}",
                )
    return None


def truth_of_tensor(comparison: Comparison) -> Cause | None:
    call = _raised(comparison, "RuntimeError", saying="Boolean value of Tensor")
    if call is None:
        return None
    return Cause(
        "truth-of-tensor",
        "An `if` (or `max`, `and`, `or`) asks a whole tensor for one true or false.",
        "Choose element by element: `torch.where(condition, a, b)`, `torch.clamp` or `torch.maximum`.",
        f"{call_words(call)}: {call.error_words}",
    )


def raises_always(comparison: Comparison) -> Cause | None:
    if not _raises_always(comparison):
        return None
    call = comparison.plain_calls[0]
    return Cause(
        "raises",
        f"Your answer raises {call.error_name} on ordinary inputs.",
        "Read the last line of the message above; call your function on `torch.tensor([-1.0, 0.0, "
        "1.0])` and repair that first.",
        f"{call_words(call)}: {call.error_words}",
    )


def printed(comparison: Comparison) -> Cause | None:
    if not _returns(comparison, "NoneType") or not comparison.answered.printed:
        return None
    return Cause(
        "printed",
        "Your answer prints its result and returns None.",
        "Replace `print(result)` by `return result`: other code can only use what is returned.",
    )


def returned_none(comparison: Comparison) -> Cause | None:
    if not _returns(comparison, "NoneType"):
        return None
    return Cause(
        "returned-none",
        "Your answer returned None.",
        "Did you forget `return` on the last line, or on one branch of an `if`?",
        call_words(_returns(comparison, "NoneType")[0]),
    )


def returned_numpy(comparison: Comparison) -> Cause | None:
    if not _returns(comparison, "ndarray", "float64", "float32", "float16"):
        return None
    return Cause(
        "numpy",
        "Your answer returned a NumPy array; a torch tensor was expected.",
        "Stay in torch from input to output: `torch.exp(x)` instead of `np.exp(x)`. NumPy knows no gradient.",
    )


def returned_number(comparison: Comparison) -> Cause | None:
    calls = _returns(comparison, "float", "int", "complex")
    if not calls:
        return None
    return Cause(
        "returned-number",
        "Your answer returned one Python number; a tensor of the input's shape was expected.",
        "Remove `.item()`, `float(…)` or `.sum()`: the result needs one value for each element, and "
        "its gradient.",
        call_words(calls[0]),
    )


def returned_other(comparison: Comparison) -> Cause | None:
    calls = [call for call in comparison.plain_calls if call.returned and not call.reply.is_tensor]
    if not calls:
        return None
    kind = calls[0].reply.type
    wanted_kind = "an ordinary one, dense and real," if kind.endswith(" tensor") else "a torch tensor"
    return Cause(
        "returned-other",
        f"Your answer returned a {kind}; {wanted_kind} was expected.",
        "Return the tensor itself: one tensor of the same shape as the input.",
        call_words(calls[0]),
    )


def _returns(comparison: Comparison, *types: str) -> list[Call]:
    return [
        call
        for call in comparison.calls
        if call.returned and call.reply.type in types and not call.reply.is_tensor
    ]


def _raised(comparison: Comparison, *names: str, saying: str = "") -> Call | None:
    for call in comparison.calls:
        if not call.returned and (not names or call.error_name in names) and saying in call.error_message:
            return call
    return None


def _raises_always(comparison: Comparison) -> bool:
    calls = comparison.plain_calls
    return bool(calls) and not any(call.returned for call in calls)
