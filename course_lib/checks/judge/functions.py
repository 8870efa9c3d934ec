"""Judge a function line by line: value, gradient, curvature, extremes, dtype, shape, side effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from course_lib.checks.evidence import Replies
from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.comparison import Call, Comparison, Point
from course_lib.checks.judge.diagnoses.dtypes import changed_dtype, too_coarse, too_few_digits
from course_lib.checks.judge.diagnoses.order import causes_of
from course_lib.checks.judge.ready_forms import calls_ready_form
from course_lib.checks.judge.verdict import FAILED, PASSED, UNJUDGED, Line, Verdict, not_attempted, verdict_on
from course_lib.tasks.question import Questions
from course_lib.tasks.task import Cause, FunctionTask


def judged_function(task: FunctionTask, asked: Questions, answer: Replies, called: list[str]) -> Verdict:
    """`called` are ready forms that limit the points."""
    comparison = Comparison(task, asked, answer)
    if _untouched(comparison):
        return not_attempted(task)
    causes = causes_of(comparison)
    lines = _lines(comparison)
    points = sum(line.points for line in lines)
    notes = tuple(f"Your code warns: {words}" for words in answer.warnings[:2])
    if called:
        points = min(points, task.points_if_called)
        causes += (calls_ready_form(task, called),)
    elif not causes and points < task.out_of:
        causes = (_unexplained(task, next(line for line in lines if line.state != PASSED)),)
    state = PASSED if points == task.out_of else FAILED
    if state == PASSED:
        # A cause whose line has no points in this task is told, and costs nothing.
        notes, causes = (*notes, *(f"{cause.why} {cause.next_step}" for cause in causes)), ()
    return verdict_on(task, state, points, lines=lines, causes=causes, notes=notes)


def _unexplained(task: FunctionTask, line: Line) -> Cause:
    id, held = line.name.replace(" ", "-"), task.properties.get(line.name, "")
    return named_cause("functions.wrong-line", id=id, line=line.name, held=held)


def _untouched(comparison: Comparison) -> bool:
    """The stub as it was handed out: an empty body, NotImplementedError, or three dots that reach an operation."""
    if comparison.description.does_nothing:
        return True
    replies = [call.reply for call in comparison.calls]
    errors = [call.reply.error for call in comparison.calls if call.probe.dtype == "float32"]
    if not errors or not all(errors):
        return bool(replies) and all(reply.type == "ellipsis" for reply in replies)
    if {error.name for error in errors if error} == {"NotImplementedError"}:
        return True
    return comparison.description.dots and all("ellipsis" in error.message for error in errors if error)


# ---------------------------------------------------------------- lines


def _lines(comparison: Comparison) -> tuple[Line, ...]:
    """Each line by its own evidence. What holds earns nothing before the value is right: a constant, or a copy of the
    input, keeps shape and dtype too."""
    results = {name: _HOLDS[name](comparison) for name in comparison.task.points}
    lines = []
    for name, out_of in comparison.task.points.items():
        earned = results[name] and (name == "value" or results.get("value")) and _reached(comparison, name)
        state = FAILED if results[name] is False else PASSED if earned else UNJUDGED
        lines.append(Line(name, state, out_of if state == PASSED else 0, out_of))
    return tuple(lines)


def _reached(comparison: Comparison, line: str) -> bool:
    """Did the answer run on every probe that the line rests on, before its time was up?"""
    rests_on = {"gradient": ("value", "gradient"), "curvature": ("value", "gradient", "curvature")}.get(
        line, tuple(comparison.task.points) if line == "side effects" else (line,)
    )
    asked = sum(probe.line in rests_on for probe in comparison.task.probes)
    return len(comparison.of_line(*rests_on)) == asked


def _all_right(points: Sequence[Point]) -> bool | None:
    return all(point.right for point in points) if points else None


def _complete(comparison: Comparison, line: str) -> bool:
    """Every call of the line returned a tensor of the right shape, so that each of its points was compared."""
    calls = comparison.of_line(line)
    return bool(calls) and all(
        call.returned_tensor and call.reply.shape == comparison.expected_shape(call) for call in calls
    )


def _value_holds(comparison: Comparison) -> bool | None:
    # Without a line of its own, keeping the dtype is part of the value.
    kept = "dtype" in comparison.task.points or all(
        call.reply.dtype == call.probe.dtype for call in comparison.of_line("value")
    )
    return kept and _complete(comparison, "value") and _all_right(comparison.values("value"))


def _derivative_holds(comparison: Comparison, quantity: str) -> bool | None:
    lines = ("value", "gradient", "curvature")
    calls = comparison.of_line(*lines)
    asked = [call for call in calls if quantity in call.question.wants and call.probe.expected is None]
    points = [p for p in comparison.points if p.quantity == quantity and p.probe.line in lines]
    if not _runs(comparison):
        return None
    if not asked or not all(call.numbers(quantity) for call in asked):
        return False
    return _all_right(points)


def _gradient_holds(comparison: Comparison) -> bool | None:
    # The line's own questions need the right value too: the slope belongs to the function only there.
    if not all(point.right for point in comparison.values("gradient")):
        return False
    return _derivative_holds(comparison, "slope")


def _curvature_holds(comparison: Comparison) -> bool | None:
    return _derivative_holds(comparison, "curvature")


def _extremes_hold(comparison: Comparison) -> bool | None:
    """Values, and derivatives too where the slope is right near 0: else the line “gradient” has said it."""
    if not _runs(comparison):
        return None
    slopes: list[Point] = []
    if "gradient" not in comparison.task.points or _gradient_holds(comparison):
        slopes = comparison.slopes("extremes")
        asked = [call for call in comparison.of_line("extremes") if "slope" in call.question.wants]
        if not all(call.numbers("slope") for call in asked):
            return False
        slopes += comparison.curvatures("extremes")
    right = _all_right([*comparison.values("extremes"), *slopes])
    return _complete(comparison, "extremes") and right


def _dtype_holds(comparison: Comparison) -> bool | None:
    """The dtype that came in, and as many digits as it holds (where it is the dtype that costs them)."""
    if not _runs(comparison):
        return None
    if changed_dtype(comparison) or too_few_digits(comparison) or too_coarse(comparison):
        return False
    return all(call.returned_tensor for call in comparison.of_line("dtype"))


def _shape_holds(comparison: Comparison) -> bool | None:
    tensors = _float_tensors(comparison)
    if any(call.reply.shape != comparison.expected_shape(call) for call in tensors):
        return False
    if not _runs(comparison):
        return None
    if not all(call.returned_tensor for call in comparison.of_line("shape")):
        return False
    return not comparison.values_right or _all_right(comparison.values("shape")) is not False


def _runs(comparison: Comparison) -> bool:
    """Does the answer return tensors for ordinary inputs? Where it does not, the other lines have no evidence."""
    calls = comparison.of_line("value")
    return bool(calls) and all(call.returned_tensor for call in calls)


def _float_tensors(comparison: Comparison) -> list[Call]:
    return [call for call in comparison.calls if call.returned_tensor and call.probe.dtype != "int64"]


def _no_side_effects(comparison: Comparison) -> bool | None:
    if not any(call.returned for call in comparison.calls):
        return None
    changed = any(call.reply.changed_input for call in comparison.calls)
    return not comparison.answered.settings_changed and not changed


_HOLDS: Mapping[str, Callable[[Comparison], bool | None]] = {
    "value": _value_holds,
    "gradient": _gradient_holds,
    "curvature": _curvature_holds,
    "extremes": _extremes_hold,
    "dtype": _dtype_holds,
    "shape": _shape_holds,
    "side effects": _no_side_effects,
}
