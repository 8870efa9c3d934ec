"""A choice is right or wrong for the reason that the task gives with each option."""

from __future__ import annotations

from dataclasses import replace

from course_lib.checks.evidence import Choice
from course_lib.checks.judge.causes import named_cause
from course_lib.checks.judge.verdict import Verdict, a_or_an, by_lines, line_of, not_attempted, right_or_wrong
from course_lib.tasks.task import Cause, ChoiceTask


def judged_choice(task: ChoiceTask, answer: Choice) -> Verdict:
    return _judged_statements(task, answer) if task.statements else _judged_letter(task, answer)


def _judged_letter(task: ChoiceTask, answer: Choice) -> Verdict:
    letter = answer.shown.strip().lower()
    if answer.type != "str" or letter not in task.options:
        letters = ", ".join(f'"{key}"' for key in task.options)
        cause = named_cause("choices.not-an-option", name=task.name, shown=answer.shown, letters=letters)
        return right_or_wrong(task, cause)
    chosen = task.options[letter]
    if chosen.correct:
        return right_or_wrong(task, notes=(f"{letter}: {chosen.reason}",))
    witness = f"you chose {letter}: {chosen.text}"
    return right_or_wrong(task, named_cause("choices.chose", witness, letter=letter, reason=chosen.reason))


def _judged_statements(task: ChoiceTask, answer: Choice) -> Verdict:
    if answer.words is None:
        keys = ", ".join(f'"{key}"' for key in task.statements)
        cause = named_cause("choices.not-a-dict", name=task.name, type=a_or_an(answer.type), keys=keys)
        return right_or_wrong(task, cause)
    if all(answer.words.get(key) is None for key in task.statements):
        return not_attempted(task)
    wrong = [_why_wrong(task, key, (answer.words.get(key) or "").strip().lower()) for key in task.statements]
    causes = [cause for cause in wrong if cause is not None]
    right, count = len(wrong) - len(causes), len(wrong)
    line = line_of(f"{right} of {count} statements", not causes, task.out_of)
    return by_lines(task, [replace(line, points=task.out_of * right // count)], causes)


def _why_wrong(task: ChoiceTask, key: str, given: str) -> Cause | None:
    table = task.statements[key]
    if given not in table:
        expected = ", ".join(f'"{word}"' for word in table)
        words = f"the answer “{given}”" if given else "no answer"
        return named_cause("choices.not-an-option-2", key=key, given=words, expected=expected)
    if table[given].correct:
        return None
    text, reason = table[given].text, table[given].reason
    cause = named_cause(
        "choices.misjudged", f"you wrote {given}", key=key, given=given, text=text, reason=reason
    )
    return replace(cause, id=cause.id.lower().replace(" ", "-"))
