"""What an answer does besides computing: it changes its input or torch's settings, or raises on some inputs."""

from __future__ import annotations

from course_lib.checks.judge.comparison import Comparison
from course_lib.checks.judge.diagnoses.words import call_words
from course_lib.tasks.task import Cause


def input_changed(comparison: Comparison) -> Cause | None:
    changed = [call for call in comparison.calls if call.reply.changed_input]
    if not changed:
        return None
    return Cause(
        "input-changed",
        "Your answer changes its input in place.",
        "Methods that end in `_` (`exp_`, `clamp_`), `x += …` and `x[…] = …` write into the caller's "
        "tensor. "
        "Make a new one: `torch.exp(x)`, `x + …`, `torch.where`.",
        call_words(changed[0]),
    )


def global_state(comparison: Comparison) -> Cause | None:
    state = comparison.answered.settings_changed
    if not state:
        return None
    return Cause(
        "global-state",
        f"Your answer changes torch's {state[0]} for everyone.",
        "Take out `torch.set_default_dtype`, `torch.set_default_device` or `torch.set_grad_enabled`: convert "
        "your own tensors with `.to(x)` instead.",
    )


def raises_sometimes(comparison: Comparison) -> Cause | None:
    call = next(
        (call for call in comparison.calls if not call.returned and call.probe.dtype != "int64"),
        None,
    )
    if call is None:
        return None
    kind = {"shape": f"an input of shape {call.shape}", "dtype": f"{call.probe.dtype} input"}
    return Cause(
        "raises-sometimes",
        f"Your answer raises {call.error_name} on {kind.get(call.probe.line, 'some inputs')}.",
        "Call it on the input above and read the message; it must work for every shape, every float "
        "dtype and every finite number.",
        f"{call_words(call)}: {call.error_words}",
    )
