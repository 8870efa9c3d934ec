"""What an answer does besides computing: it changes its input or torch's settings, or raises on some inputs."""

from __future__ import annotations

from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Comparison
from course_lib.checks.judge.diagnoses.words import call_words, raised_words
from course_lib.tasks.task import FREE_LINES, Cause


def input_changed(comparison: Comparison) -> Cause | None:
    changed = [call for call in comparison.calls if call.reply.changed_input]
    return named_cause("side_effects.input-changed", call_words(changed[0])) if changed else None


def global_state(comparison: Comparison) -> Cause | None:
    state = comparison.answered.settings_changed
    return named_cause("side_effects.global-state", state=state[0]) if state else None


def raises_sometimes(comparison: Comparison) -> Cause | None:
    call = next(
        (call for call in comparison.calls if not call.returned and call.probe.line not in FREE_LINES), None
    )
    if call is None:
        return None
    kind = {"shape": f"an input of shape {call.shape}", "dtype": f"{call.probe.dtype} input"}
    return named_cause(
        "side_effects.raises-sometimes",
        raised_words(call),
        error_name=call.error.name,
        where=kind.get(call.probe.line, "some inputs"),
    )
