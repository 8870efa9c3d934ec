"""What a learner calls: `check`, `hint` and `solution`; the only module that sees both the student's and the judge's side.

Only the learner's own journal is written, and only at home.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from typing import Any

from course_lib import journal
from course_lib.checks.evidence import Evidence
from course_lib.checks.judge.judging import judge
from course_lib.checks.judge.verdict import BY_HAND, NOT_ATTEMPTED, Verdict
from course_lib.checks.panel import MIME, as_html, as_text, hints_as_html, hints_as_text
from course_lib.checks.student.answering import answer as answer_questions
from course_lib.page import in_notebook
from course_lib.tasks.catalogue import find_task
from course_lib.tasks.drawing import questions
from course_lib.tasks.task import Task, TaskError
from course_lib.terminal import say

HONEST_ATTEMPTS = 3
_NO_ANSWER = object()
_MARK = "fingerprint "


def run(task: Task, answer: Any, *, seed: int = 0) -> Evidence:
    """The evidence that `answer` (the learner's object, or the notebook's `globals()`) leaves; see `answering`."""
    return answer_questions(questions(task, seed), answer)


def check(task_id: str, answer: Any = _NO_ANSWER, *, seed: int = 0, hidden: bool = False) -> Verdict:
    """Check an answer, show the panel, and return the `Verdict`.

    `answer` is the learner's object (a function, a number, a letter …) or the notebook's `globals()`, in which the
    task's name is then looked up. `hidden` leaves inputs and values out of the panel, for the points that only a
    grader sees; `seed` draws other random points. An unknown id raises `TaskError` with the ids that exist, and so
    does a call without an answer, with the call that was meant.
    """
    task = find_task(task_id)
    if answer is _NO_ANSWER:
        raise TaskError(
            f'check("{task_id}") was given no answer to look at. Write check("{task_id}", globals()), which finds '
            f'`{task.name}` in your notebook, or check("{task_id}", {task.name}).'
        )
    evidence = run(task, answer, seed=seed)
    verdict = judge(task, seed, evidence, _cells(answer))
    if hidden:
        verdict = verdict.without_inputs()
    else:
        _remember(verdict, evidence)
    show(verdict)
    return verdict


def _cells(answer: Any) -> list[str] | None:
    """The notebook's code cells as they were run, where the answer is its `globals()`; else there is no source."""
    cells = answer.get("In") if isinstance(answer, dict) else None
    return cells if isinstance(cells, list) and all(isinstance(cell, str) for cell in cells) else None


def show(verdict: Verdict) -> None:
    """The panel: HTML and text in a notebook, text in a terminal."""
    _put(as_text(verdict), lambda: {"text/html": as_html(verdict), MIME: verdict.as_data()})


def _put(text: str, page: Callable[[], dict[str, Any]]) -> None:
    """`text` in a terminal; in a notebook one output that holds `page()` as well."""
    if in_notebook():
        from IPython.display import display

        display({"text/plain": text, **page()}, raw=True)  # type: ignore[no-untyped-call]
    else:
        say(text)


def hint(task_id: str) -> None:
    """Show the next of the task's three hints; after the third, all three again."""
    task = find_task(task_id)
    taken = min((_quietly(lambda: journal.hints_taken(task_id)) or 0) + 1, len(task.hints))
    if _at_home():
        _quietly(lambda: journal.keep_hint(task_id, taken))
    shown = [taken] if taken < len(task.hints) else list(range(1, taken + 1))
    _put(hints_as_text(task, shown), lambda: {"text/html": hints_as_html(task, shown)})


def solution(task_id: str) -> None:
    """Show the worked solution, once the task is solved or three honest (different) attempts are made.

    `COURSE_SOLUTIONS=closed` in the environment keeps solutions closed, for a class that is still working.
    """
    task = find_task(task_id)
    if os.environ.get("COURSE_SOLUTIONS", "").lower() == "closed":
        say("Your class keeps the worked solutions closed for now. Ask your teacher.")
        return
    if task.kind == "text":
        say(f"One way to answer {task_id}, to compare with your own words:\n\n{task.solution}")
        return
    tries = journal.attempts(task_id)
    if any(one.passed for one in tries) or len(tries) >= HONEST_ATTEMPTS:
        say(f"Worked solution for {task_id}, {task.heading}:\n\n{task.solution}")
        return
    left = HONEST_ATTEMPTS - len(tries)
    say(
        f"The worked solution opens when you have solved {task_id}, or after {left} more different "
        f'attempt{"s" if left > 1 else ""}. hint("{task_id}") helps now.'
    )


def _remember(verdict: Verdict, evidence: Evidence) -> None:
    """Keep an honest attempt: one that was made, and that differs from the attempts before it."""
    unreadable = any(cause.id == "no-evidence" for cause in verdict.causes)
    if not _at_home() or verdict.state in (NOT_ATTEMPTED, BY_HAND) or unreadable:
        return
    mark = _MARK + evidence.digest()

    def keep() -> None:
        if all(mark not in one.failed for one in journal.attempts(verdict.task)):
            journal.keep_attempt(
                verdict.task, verdict.points, verdict.out_of, (*(cause.id for cause in verdict.causes), mark)
            )

    _quietly(keep)


def _quietly(work: Callable[[], Any]) -> Any:
    """A journal that cannot be written must not stop a check: say it in one line and go on."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = work()
        except journal.JournalError as error:
            say(f"(Not written to your journal: {error})")
            result = None
    for entry in caught:
        say(f"({entry.message})")
    return result


def _at_home() -> bool:
    """False while nbgrader grades or validates: a teacher's journal is not the learner's."""
    return "NBGRADER_EXECUTION" not in os.environ
