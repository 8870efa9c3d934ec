"""What travels is the question: plain data that survives JSON, and nothing in it depends on the key."""

from dataclasses import replace

import pytest

from course_lib.checks import TASKS
from course_lib.tasks.drawing import questions
from course_lib.tasks.question import Questions
from course_lib.tasks.strict_json import from_json, to_json
from course_lib.tasks.task import (
    Answer,
    ChoiceTask,
    ComparisonTask,
    DefendTask,
    Exact,
    FunctionTask,
    MeasurementTask,
    ModelTask,
    NumberTask,
    TextTask,
)

EVERY_TASK = pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
WRONG = Exact(*[lambda m, x, **settings: m.mpf(12345)] * 3)


def with_another_key(task):
    """The task with every word, number and formula changed that says what is right, or what a wrong answer means."""
    task = replace(task, objective="", title="", asked="", hints=("", "", ""), solution="")
    if isinstance(task, FunctionTask):
        probes = (replace(p, line="value", expected=None, expected_slope=None) for p in task.probes)
        task = replace(task, points={"value": 1}, probes=tuple(probes), exact=WRONG, reference=None)
        return replace(task, mistakes=(), properties={}, forbidden=(), points_if_called=0, tolerances={})
    if isinstance(task, NumberTask):
        return replace(task, points=1, low=0, high=0, known=(), expected="", too_small=None, too_large=None)
    if isinstance(task, ModelTask):
        other = {"line": "", "points": 1, "accept": lambda *replies: True, "causes": ()}
        return replace(task, behaviours=tuple(replace(each, **other) for each in task.behaviours))
    if isinstance(task, ChoiceTask):
        only = {"a": Answer("", "", correct=True)}
        return replace(task, points=1, options={}, statements={"s": only})
    if isinstance(task, MeasurementTask):
        return replace(task, points=3, fewest=1, plausible=(0.0, 1.0), verdicts={})
    if isinstance(task, ComparisonTask):
        better = {"better": "smaller"} if isinstance(task, DefendTask) else {}
        other = {"control": "a", "conditions": ("b",), "smallest": 9.0, "fewest": 3, **better}
        return replace(task, points=5, plausible=(0.0, 1.0), may_repeat=(), tolerance=0.1, **other)
    assert isinstance(task, TextTask)
    return replace(task, scheme=(("", 1),), fewest_words=1)


def tells_of_the_key(draw, task):
    return to_json(draw(task, 11)) != to_json(draw(with_another_key(task), 11))


@EVERY_TASK
def test_questions_survive_json(task):
    asked = questions(task, 11)
    text = to_json(asked)
    assert to_json(from_json(Questions, text)) == text  # as text, because NaN differs from itself
    assert (asked.task, asked.kind, asked.answer_name, asked.seed) == (task.id, task.kind, task.name, 11)


@EVERY_TASK
def test_questions_do_not_depend_on_the_key(task):
    assert not tells_of_the_key(questions, task)


def leaking(task, seed):
    """Questions that give away the largest number that is accepted, or the truth where limits are asked."""
    asked = questions(task, seed)
    if isinstance(task, NumberTask):
        return replace(asked, arguments={"high": float(task.high)})
    if isinstance(task, ModelTask):
        return replace(asked, arguments={"line": task.behaviours[0].line})
    named = [replace(q, name=f"{q.name}, {p.line}") for q, p in zip(asked.asked, task.probes, strict=True)]
    return replace(asked, asked=tuple(named))


@pytest.mark.parametrize("task_id", ["01-softplus", "01-beta", "05-network"])
def test_a_leak_is_found(task_id):
    assert tells_of_the_key(leaking, TASKS[task_id])


@EVERY_TASK
def test_equal_seeds_ask_the_same_and_drawn_points_differ_by_seed(task):
    first, again, other = (to_json(replace(questions(task, seed), seed=0)) for seed in (3, 3, 4))
    assert first == again
    draws = isinstance(task, FunctionTask) and any(probe.random for probe in task.probes)
    assert (first != other) == draws
