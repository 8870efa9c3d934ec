"""`judge(task, evidence)`: from evidence and spec, and nothing else, to a verdict."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from course_lib.checks.evidence import Evidence, number
from course_lib.checks.judge.comparison import Case
from course_lib.checks.judge.diagnoses.order import causes_of, expected_shape, integers_whole
from course_lib.checks.judge.verdict import (
    BY_HAND,
    FAILED,
    NOT_ATTEMPTED,
    PASSED,
    UNJUDGED,
    Found,
    Line,
    Verdict,
)
from course_lib.tasks.task import (
    Behaviour,
    Cause,
    ChoiceTask,
    FunctionTask,
    MeasurementTask,
    ModelTask,
    NumberTask,
    Task,
    TaskError,
    TextTask,
)


def judge(task: Task, evidence: Evidence) -> Verdict:
    """Points, lines and causes for one answer. Raises TaskError when the evidence belongs to another task."""
    if evidence.task != task.id or evidence.kind != task.kind:
        raise TaskError(
            f"evidence of {evidence.task!r} ({evidence.kind}) was given to the judge of {task.id!r} "
            f"({task.kind}); run(task, answer) makes the right one"
        )
    if evidence.seen["attempt"] == "missing":
        return _missing(task, evidence)
    if evidence.seen["attempt"] == "none":
        return _not_attempted(task)
    return _JUDGES[type(task)](task, evidence)


def _verdict(task: Task, state: str, points: int, **more: Any) -> Verdict:
    return Verdict(task.id, task.title, task.asked, state, points, task.out_of, **more)


def _not_attempted(task: Task) -> Verdict:
    return _verdict(
        task,
        NOT_ATTEMPTED,
        0,
        notes=(
            "Nothing to check yet: write your answer where the three dots stand, run that cell, then "
            "run this one again. "
            f'hint("{task.id}") gives a first push.',
        ),
    )


def _missing(task: Task, evidence: Evidence) -> Verdict:
    similar = evidence.seen.get("similar") or []
    seen = f" Your notebook has `{similar[0]}`: is that your answer under another name?" if similar else ""
    found = Found(
        "missing-name",
        f"Your notebook defines no `{task.name}`.{seen}",
        f"Run the cell that defines it, read its error if there is one, and keep the name `{task.name}`.",
    )
    return _verdict(task, FAILED, 0, causes=(found,))


def _found(cause: Cause, witness: str = "") -> Found:
    return Found(cause.id, cause.why, cause.next_step, witness)


# ---------------------------------------------------------------- functions


def _judge_function(task: FunctionTask, evidence: Evidence) -> Verdict:
    case = Case(task, evidence)
    if _function_untouched(case):
        return _not_attempted(task)
    causes = tuple(_with_property(task, found) for found in causes_of(case))
    lines = _function_lines(case)
    called = _called_forms(task, case.answer)
    points = sum(line.points for line in lines)
    notes = tuple(f"Your code warns: {words}" for words in evidence.seen.get("warned", ())[:2])
    if called:
        points = min(points, task.points_if_called)
        causes += (_calls_form(task, called),)
    elif not causes and points < task.out_of:
        first = next(line for line in lines if line.state != PASSED)
        causes = (_unexplained(task, first),)
    state = PASSED if points == task.out_of else FAILED
    if state == PASSED:
        # A cause whose line has no points in this task is told, and costs nothing.
        notes, causes = (*notes, *(f"{found.why} {found.next_step}" for found in causes)), ()
    return _verdict(task, state, points, lines=lines, causes=causes, notes=notes)


GRADIENT_CAUSES = frozenset(
    {"gradient-cut", "corner-slope", "wrong-gradient", "nan-gradient", "extreme-gradient"}
)
EXTREME_CAUSES = frozenset({"overflow", "silent-zero", "log-not-log1p", "cancelled", "limits", "inaccurate"})
VALUE_CAUSES = frozenset({"wrong-value", "wrong-setting", "only-visible"})


def _with_property(task: FunctionTask, found: Found) -> Found:
    """The cause with what the right answer holds there: a property in words, never the hidden number."""
    mistakes = {mistake.cause.id: mistake.quantity for mistake in task.mistakes}
    if found.id in GRADIENT_CAUSES or mistakes.get(found.id) == "slope":
        line = "gradient"
    elif found.id in EXTREME_CAUSES:
        line = "extremes"
    elif found.id in VALUE_CAUSES or mistakes.get(found.id) == "value":
        line = "value"
    else:
        return found
    return replace(found, expected=task.properties.get(line, ""))


def _unexplained(task: FunctionTask, line: Line) -> Found:
    expected = task.properties.get(line.name, "")
    return Found(
        f"wrong-{line.name.replace(' ', '-')}",
        f"The line “{line.name}” does not hold. {expected}".strip(),
        "Compare your answer with the formula on one small input at a time.",
    )


def _function_untouched(case: Case) -> bool:
    """The stub as it was handed out: an empty body, NotImplementedError, or three dots that reach an operation."""
    if case.answer.get("does_nothing"):
        return True
    errors = [call.seen.get("error") for call in case.calls if call.probe.dtype == "float32"]
    if not errors or not all(errors):
        returns_dots = [call.seen.get("type") == "ellipsis" for call in case.calls]
        return bool(returns_dots) and all(returns_dots)
    names = {error["name"] for error in errors if error}
    if names == {"NotImplementedError"}:
        return True
    return bool(case.answer.get("dots")) and all("ellipsis" in error["message"] for error in errors if error)


def _called_forms(task: FunctionTask | ModelTask, answer: Any) -> list[str]:
    names = set(answer.get("names", ())) & set(task.forbidden)
    whole = answer.get("qualname", "")
    if (
        answer.get("module", "").startswith(("torch", "course_lib"))
        and whole.split(".")[-1] in task.forbidden
    ):
        names.add(whole.split(".")[-1])
    return sorted(names)


def _calls_form(task: FunctionTask | ModelTask, called: list[str]) -> Found:
    return Found(
        "calls-ready-form",
        f"Your answer calls `{called[0]}`: the task is to write it yourself.",
        "Build it from `exp`, `log1p`, `abs` and `clamp`. As it stands it earns at most "
        f"{task.points_if_called} "
        f"of {task.out_of} points. (This is a flag for a reader: a name was seen, nothing is proved.)",
    )


def _function_lines(case: Case) -> tuple[Line, ...]:
    tests: dict[str, Callable[[Case], bool | None]] = {
        "value": _value_holds,
        "gradient": _gradient_holds,
        "curvature": _curvature_holds,
        "extremes": _extremes_hold,
        "dtype": _dtype_holds,
        "shape": _shape_holds,
        "side effects": _no_side_effects,
    }
    results = {name: tests[name](case) for name in case.task.points}
    value = results.get("value")
    lines = []
    for name, out_of in case.task.points.items():
        holds = results[name]
        # A constant or a copy of the input keeps shape and dtype for the wrong reason: no points before the value is right.
        earned = holds and (name == "value" or value) and _reached(case, name)
        state = FAILED if holds is False else PASSED if earned else UNJUDGED
        lines.append(Line(name, state, out_of if state == PASSED else 0, out_of))
    return tuple(lines)


def _reached(case: Case, line: str) -> bool:
    """Did the answer run on every probe that the line rests on, before its time was up?"""
    rests_on = {"gradient": ("value", "gradient"), "curvature": ("value", "gradient", "curvature")}.get(
        line, tuple(case.task.points) if line == "side effects" else (line,)
    )
    return len(case.of_line(*rests_on)) == sum(probe.line in rests_on for probe in case.task.probes)


def _all_right(points: list[Any]) -> bool | None:
    return all(point.right for point in points) if points else None


def _complete(case: Case, line: str) -> bool:
    """Every call of the line returned a tensor of the right shape, so that each of its points was compared."""
    calls = case.of_line(line)
    return bool(calls) and all(
        call.returned and call.is_tensor and call.seen["shape"] == expected_shape(case, call)
        for call in calls
    )


def _value_holds(case: Case) -> bool | None:
    # Without a line of its own, keeping the dtype is part of the value.
    kept = "dtype" in case.task.points or all(
        call.seen.get("dtype") == call.probe.dtype for call in case.of_line("value")
    )
    return kept and _complete(case, "value") and _all_right(case.values("value"))


def _derivative_holds(case: Case, key: str, points: list[Any]) -> bool | None:
    asked = [
        call
        for call in case.of_line("value", "gradient", "curvature")
        if call.probe.slope and call.probe.expected is None and (key == "slopes" or call.probe.curvature)
    ]
    if not asked or not all(key in call.seen for call in asked):
        return False
    return _all_right(points)


def _gradient_holds(case: Case) -> bool | None:
    return _derivative_holds(case, "slopes", case.slopes("value", "gradient"))


def _curvature_holds(case: Case) -> bool | None:
    return _derivative_holds(case, "curvatures", case.curvatures("value", "gradient", "curvature"))


def _extremes_hold(case: Case) -> bool | None:
    cut = any(call.seen.get("tracked") is False for call in case.of_line("value", "gradient"))
    slopes = [] if cut else case.slopes("extremes")
    slopes_raise = any("slope_error" in call.seen for call in case.of_line("extremes"))
    return (
        _complete(case, "extremes") and not slopes_raise and _all_right([*case.values("extremes"), *slopes])
    )


def _dtype_holds(case: Case) -> bool | None:
    kept = all(
        call.seen["dtype"] == call.probe.dtype
        for call in case.calls
        if call.returned and call.is_tensor and call.probe.dtype != "int64"
    )
    return (
        kept
        and integers_whole(case) is None
        and _complete(case, "dtype")
        and _all_right(case.values("dtype"))
    )


def _shape_holds(case: Case) -> bool | None:
    calls = [call for call in case.calls if call.probe.dtype != "int64"]
    kept = all(
        call.seen["shape"] == expected_shape(case, call) for call in calls if call.returned and call.is_tensor
    )
    right = _all_right(case.values("shape"))
    return kept and _complete(case, "shape") and right is not False


def _no_side_effects(case: Case) -> bool | None:
    clean = not case.evidence.seen.get("state") and not any(
        call.seen.get("changed_input") for call in case.calls
    )
    ran = any(call.returned for call in case.calls)
    return clean if ran else None


# ---------------------------------------------------------------- numbers and choices


def _judge_number(task: NumberTask, evidence: Evidence) -> Verdict:
    seen = evidence.seen
    if "number" not in seen:
        found = Found(
            "not-a-number",
            f"`{task.name}` is {_a(seen['type'])} ({seen['shown']}); one number was expected.",
            "Assign a number or an expression that computes one, for example `math.log(2) / 3`.",
        )
        return _one_line(task, False, (found,))
    got = number(seen["number"])
    if task.low <= got <= task.high:
        return _one_line(task, True, ())
    return _one_line(task, False, (_why_number(task, got),))


def _why_number(task: NumberTask, got: float) -> Found:
    shown = f"your number is {got:.6g}"
    if not math.isfinite(got):
        return Found(
            "not-finite", "Your number is not finite.", "Look for a division by zero or an overflow.", shown
        )
    for wrong in task.known:
        if abs(got - wrong.value) <= wrong.relative * abs(wrong.value):
            return _found(wrong.cause, shown)
    side = task.too_small if got < task.low else task.too_large
    if side is not None:
        return _found(side, shown)
    way = "small" if got < task.low else "large"
    return Found(
        f"too-{way}",
        f"Your number is too {way}. {task.expected}".strip(),
        "Write the condition as an equation, solve it for the unknown, then put the numbers in.",
        shown,
    )


def _one_line(task: Task, right: bool, causes: tuple[Found, ...], notes: tuple[str, ...] = ()) -> Verdict:
    points = task.out_of if right else 0
    line = Line("answer", PASSED if right else FAILED, points, task.out_of)
    return _verdict(task, PASSED if right else FAILED, points, lines=(line,), causes=causes, notes=notes)


def _a(type_name: str) -> str:
    return f"{'an' if type_name[:1] in 'aeiouE' else 'a'} {type_name}"


def _judge_choice(task: ChoiceTask, evidence: Evidence) -> Verdict:
    return _judge_statements(task, evidence) if task.statements else _judge_letter(task, evidence)


def _judge_letter(task: ChoiceTask, evidence: Evidence) -> Verdict:
    letters = ", ".join(f'"{key}"' for key in task.options)
    if evidence.seen["type"] != "str" or evidence.seen["shown"].strip().lower() not in task.options:
        found = Found(
            "not-an-option",
            f"`{task.name}` is {evidence.seen.get('shown', 'a dict')}; one of {letters} was expected.",
            f'Assign one letter in quotation marks, for example `{task.name} = "a"`.',
        )
        return _one_line(task, False, (found,))
    letter = evidence.seen["shown"].strip().lower()
    chosen = task.options[letter]
    if chosen.correct:
        return _one_line(task, True, (), (f"{letter}: {chosen.reason}",))
    found = Found(
        f"chose-{letter}",
        chosen.reason,
        "Test the statement on one number that you can work out, then choose again.",
        f"you chose {letter}: {chosen.text}",
    )
    return _one_line(task, False, (found,))


def _judge_statements(task: ChoiceTask, evidence: Evidence) -> Verdict:
    words = evidence.seen.get("words")
    if words is None:
        keys = ", ".join(f'"{key}"' for key in task.statements)
        return _one_line(
            task,
            False,
            (
                Found(
                    "not-a-dict",
                    f"`{task.name}` is {_a(evidence.seen['type'])}; a dict with the keys {keys} was "
                    "expected.",
                    "Keep the dict of the stub and fill in one word for each statement.",
                ),
            ),
        )
    if all(words.get(key) is None for key in task.statements):
        return _not_attempted(task)
    right, causes = 0, []
    for key, table in task.statements.items():
        given = (words.get(key) or "").strip().lower()
        if given not in table:
            expected = ", ".join(f'"{word}"' for word in table)
            causes.append(
                Found(
                    "not-an-option",
                    f"“{key}” has {f'the answer “{given}”' if given else 'no answer'}; one of {expected} was expected.",
                    "Write one of these words, in quotation marks.",
                )
            )
        elif table[given].correct:
            right += 1
        else:
            causes.append(
                Found(
                    f"{key}-{given}".lower().replace(" ", "-"),
                    f"“{table[given].text}” is not “{given}”: {table[given].reason}",
                    "Test it on one example, in Python or on paper, and choose again.",
                    f"you wrote {given}",
                )
            )
    points = task.out_of * right // len(task.statements)
    return _verdict(
        task,
        FAILED if causes else PASSED,
        points,
        causes=tuple(causes),
        lines=(
            Line(
                f"{right} of {len(task.statements)} statements",
                FAILED if causes else PASSED,
                points,
                task.out_of,
            ),
        ),
    )


# ---------------------------------------------------------------- models, measurements, texts


def _judge_model(task: ModelTask, evidence: Evidence) -> Verdict:
    seen = evidence.seen
    blocked = _model_blocked(task, seen)
    if blocked == NOT_ATTEMPTED:
        return _not_attempted(task)
    if isinstance(blocked, Found):
        return _verdict(
            task,
            FAILED,
            0,
            causes=(blocked,),
            lines=tuple(Line(b.line, UNJUDGED, 0, b.points) for b in task.behaviours),
        )
    lines, causes = [], []
    for behaviour in task.behaviours:
        measured = seen["behaviours"].get(
            behaviour.id, {"error": {"name": "nothing", "message": "it was not reached"}}
        )
        answer = _accepted(behaviour, measured["data"]) if "data" in measured else False
        lines.append(
            Line(
                behaviour.line,
                PASSED if answer is True else FAILED,
                behaviour.points if answer is True else 0,
                behaviour.points,
            )
        )
        if "error" in measured:
            causes.append(_behaviour_raised(behaviour, measured["error"]))
        elif answer is not True:
            named = {cause.id: cause for cause in behaviour.causes}
            causes.append(_found(named[answer] if isinstance(answer, str) else behaviour.causes[0]))
    points = sum(line.points for line in lines)
    called = _called_forms(task, seen["answer"])
    if called:
        points = min(points, task.points_if_called)
        causes.append(_calls_form(task, called))
    return _verdict(task, FAILED if causes else PASSED, points, lines=tuple(lines), causes=tuple(causes))


def _accepted(behaviour: Behaviour, data: Any) -> bool | str:
    """What the behaviour says of the data; data so odd that it cannot be judged are not accepted."""
    try:
        return behaviour.accept(data)
    except (TypeError, ValueError, KeyError, IndexError, ArithmeticError):
        return False


def _behaviour_raised(behaviour: Behaviour, error: dict[str, str]) -> Found:
    if "'NoneType' object" in error["message"]:
        return Found(
            "returned-none",
            f"“{behaviour.line}” could not be looked at: a method of your module returned None.",
            "Did you forget `return` on the last line of `forward`?",
            error["message"],
        )
    return Found(
        f"{behaviour.id}-raises",
        f"“{behaviour.line}” could not be looked at: {error['name']}.",
        "Call your module on a small batch, read the message and repair that first.",
        error["message"],
    )


def _model_blocked(task: ModelTask, seen: Any) -> Found | str | None:
    if not seen["answer"]["callable"]:
        return Found(
            "not-a-class",
            f"`{task.name}` is {_a(seen['answer']['type'])}; a class (or a function that builds a "
            "module) was expected.",
            f"Write `class {task.name}(torch.nn.Module):` and pass the class itself.",
        )
    if seen["answer"]["does_nothing"]:
        return NOT_ATTEMPTED
    if "stopped_after" in seen:
        return Found(
            "too-slow",
            f"Your module was stopped after {seen['stopped_after']:g} seconds.",
            "Look for a loop that never ends.",
        )
    if "error" in seen:
        error = seen["error"]
        if error["name"] == "NotImplementedError" or (
            seen["answer"]["dots"] and "ellipsis" in error["message"]
        ):
            return NOT_ATTEMPTED
        return Found(
            "raises",
            f"Building your module raises {error['name']}.",
            "Did `__init__` call `super().__init__()` first? Build it by hand and read the message.",
            error["message"],
        )
    if not seen.get("is_module"):
        return Found(
            "not-a-module",
            f"Your answer builds {_a(seen.get('built', 'NoneType'))}; a torch.nn.Module was expected.",
            "Derive the class from `torch.nn.Module`, or return the module from your function.",
        )
    messages = [b["error"] for b in seen["behaviours"].values() if "error" in b]
    if messages and len(messages) == len(task.behaviours) and seen["answer"]["dots"]:
        return NOT_ATTEMPTED
    if (
        messages
        and all(error["name"] == "NotImplementedError" for error in messages)
        and len(messages) == len(task.behaviours)
    ):
        return NOT_ATTEMPTED
    return None


def _judge_measurement(task: MeasurementTask, evidence: Evidence) -> Verdict:
    seen = evidence.seen
    if seen["type"] != "dict":
        return _one_line(
            task,
            False,
            (
                Found(
                    "not-a-dict",
                    f"`{task.name}` is {_a(seen['type'])}; a dict with samples, low, high and verdict "
                    "was expected.",
                    "Keep the dict of the stub and fill in its four entries.",
                ),
            ),
        )
    if seen["dots"]:
        return _not_attempted(task)
    tests = {
        "samples": _samples_wrong(task, seen),
        "interval": _interval_wrong(task, seen),
        "verdict": _verdict_wrong(task, seen),
    }
    share, rest = divmod(task.points, 3)
    out_of = {name: share + (1 if place < rest else 0) for place, name in enumerate(tests)}
    lines = tuple(
        Line(name, FAILED if why else PASSED, 0 if why else out_of[name], out_of[name])
        for name, why in tests.items()
    )
    causes = tuple(why for why in tests.values() if why)
    return _verdict(
        task, FAILED if causes else PASSED, sum(line.points for line in lines), lines=lines, causes=causes
    )


def _samples_wrong(task: MeasurementTask, seen: Any) -> Found | None:
    if "count" not in seen:
        return Found(
            "no-samples",
            "There are no raw samples.",
            "Keep every single measurement in a list under `samples`; a mean alone cannot be checked.",
        )
    if seen["count"] < task.fewest:
        return Found(
            "few-samples",
            f"{seen['count']} samples are too few to see the spread; at least {task.fewest} are needed.",
            "Repeat the measurement in a loop, after a warm-up.",
        )
    if seen["distinct"] < max(2, seen["count"] // 10):
        return Found(
            "copied-samples",
            "Almost all samples are the same number: one measurement was repeated on paper.",
            "Measure again in every round of the loop.",
        )
    low, high = task.plausible
    if not low <= number(seen["median"]) <= high:
        return Found(
            "implausible",
            f"A median of {number(seen['median']):.4g} lies outside what any machine gives ({low:g} "
            f"to {high:g}).",
            "Check the unit, the order of the division, and whether the work was really done inside "
            "the timed part.",
        )
    return None


def _interval_wrong(task: MeasurementTask, seen: Any) -> Found | None:
    if "low" not in seen or "high" not in seen:
        return Found(
            "no-interval",
            "The interval is missing: `low` and `high` must be numbers.",
            "Take two quantiles of the samples, or a bootstrap interval of the median.",
        )
    low, high = number(seen["low"]), number(seen["high"])
    if not low < high:
        return Found(
            "empty-interval",
            f"The interval from {low:.4g} to {high:.4g} has no width, or its ends are swapped.",
            "`low` must be smaller than `high`.",
        )
    if "median" not in seen or not low <= number(seen["median"]) <= high:
        return Found(
            "interval-misses",
            "The interval does not contain the median of your own samples.",
            "Compute it from the same samples, in the same unit.",
        )
    inside = [number(s) for s in seen["samples"]]
    if low < min(inside) - 0.5 * (max(inside) - min(inside)) or high > max(inside) + 0.5 * (
        max(inside) - min(inside)
    ):
        return Found(
            "interval-too-wide",
            "The interval reaches far beyond all samples: it is safe, and says nothing.",
            "Give an interval for the median, not for everything that could happen.",
        )
    return None


def _verdict_wrong(task: MeasurementTask, seen: Any) -> Found | None:
    words = ", ".join(task.verdicts)
    if seen["verdict"] not in task.verdicts:
        return Found(
            "no-verdict", f"The verdict {seen['verdict']!r} is none of: {words}.", "Write one of these words."
        )
    if "low" not in seen or "high" not in seen:
        return Found(
            "verdict-without-interval",
            "Without an interval no verdict is honest.",
            "State `low` and `high` first.",
        )
    if not task.verdicts[seen["verdict"]](number(seen["low"]), number(seen["high"])):
        return Found(
            "verdict-not-covered",
            f"Your interval does not allow the verdict {seen['verdict']}.",
            "Apply the rule of the task to both ends of the interval.",
        )
    return None


def _judge_text(task: TextTask, evidence: Evidence) -> Verdict:
    if evidence.seen["words"] < task.fewest_words:
        return _not_attempted(task)
    lines = tuple(Line(name, BY_HAND, 0, points) for name, points in task.scheme)
    return _verdict(
        task,
        BY_HAND,
        0,
        lines=lines,
        notes=("A person reads this one. The lines above are what earns points.",),
    )


_JUDGES: dict[type, Callable[[Any, Evidence], Verdict]] = {
    FunctionTask: _judge_function,
    NumberTask: _judge_number,
    ChoiceTask: _judge_choice,
    ModelTask: _judge_model,
    MeasurementTask: _judge_measurement,
    TextTask: _judge_text,
}
