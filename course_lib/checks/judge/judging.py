"""`judge(task, seed, evidence)`: a verdict from a task's own questions and an answer's evidence, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from course_lib.checks.evidence import SELF_REPORTED, Evidence, Replies
from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.choices import judged_choice
from course_lib.checks.judge.contradictions import refuse_contradictions
from course_lib.checks.judge.defences import judged_defence
from course_lib.checks.judge.functions import judged_function
from course_lib.checks.judge.measurements import judged_measurement
from course_lib.checks.judge.models import judged_model
from course_lib.checks.judge.numbers import judged_number
from course_lib.checks.judge.ready_forms import called_forms
from course_lib.checks.judge.texts import judged_text
from course_lib.checks.judge.verdict import Verdict, not_attempted, refused
from course_lib.checks.plain_torch import plain_torch
from course_lib.notebooks import names_used
from course_lib.tasks.drawing import questions
from course_lib.tasks.strict_json import Malformed, to_json
from course_lib.tasks.task import FunctionTask, ModelTask, Task

Reader = Callable[[Sequence[str], str], frozenset[str] | None]


def judge(
    task: Task,
    seed: int,
    evidence: Evidence | str,
    source: Sequence[str] | None = None,
    read: Reader = names_used,
) -> Verdict:
    """Points, lines and causes for one answer to the questions of `task` and `seed`.

    `evidence` is a record or its JSON text; a record is judged by its text, so that both are read alike. Where it is no
    whole record, or contradicts the questions, the verdict is “no evidence” with no points. `source` holds the notebook's
    code cells up to the check: then `read` says which names the answer uses (`names_used_apart` for strangers' code);
    without it the evidence says so itself.
    """
    with plain_torch():
        try:
            evidence = Evidence.from_json(evidence if type(evidence) is str else _as_text(evidence))
            asked = questions(task, seed)
            refuse_contradictions(asked, evidence)
        except Malformed as error:
            return refused(task, named_cause("judging.no-evidence", why=error))
        if evidence.attempt == "missing":
            return _missing(task, evidence.similar_names)
        if evidence.attempt == "none":
            return not_attempted(task)
        if not isinstance(task, FunctionTask | ModelTask):
            return _BY_KIND[task.kind](task, evidence.answer)
        assert isinstance(evidence.answer, Replies)
        names = (
            read([source] if isinstance(source, str) else source, task.name) if source is not None else None
        )
        called = called_forms(task, evidence.answer, names)
        if isinstance(task, FunctionTask):
            verdict = judged_function(task, asked, evidence.answer, called)
        else:
            verdict = judged_model(task, evidence.answer, called)
        return replace(verdict, self_reported=_resting_on_reports(task, names is not None))


_BY_KIND: Mapping[str, Callable[[Any, Any], Verdict]] = {
    "number": judged_number,
    "choice": judged_choice,
    "measurement": judged_measurement,
    "comparison": judged_defence,
    "defend": judged_defence,
    "text": judged_text,
}


def _as_text(evidence: object) -> str:
    """The JSON text of a record, whatever stands in its fields. Raises `Malformed` where it has none."""
    if type(evidence) is not Evidence:
        name = type(evidence).__name__[:99]
        raise Malformed(f"its type is {name}; a record or its text was expected")
    try:
        return to_json(evidence)
    except ValueError as error:
        raise Malformed(f"it is {str(error)[:200]}") from None
    except Exception as error:
        raise Malformed(f"it cannot be written as text: {type(error).__name__}") from None


def _missing(task: Task, similar: tuple[str, ...]) -> Verdict:
    seen = f" Your notebook has `{similar[0]}`: is that your answer under another name?" if similar else ""
    return refused(task, named_cause("judging.missing-name", name=task.name, seen=seen))


def _resting_on_reports(task: FunctionTask | ModelTask, has_source: bool) -> tuple[str, ...]:
    names = ("names",) if task.forbidden and not has_source else ()
    if isinstance(task, FunctionTask):
        return (*(line for line in task.points if line == "side effects"), *names)
    resting = (
        b.line for b in task.behaviours if any(set(q.wants).intersection(SELF_REPORTED) for q in b.asks)
    )
    return (*resting, *names)
