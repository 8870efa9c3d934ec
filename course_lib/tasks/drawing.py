"""`questions(task, seed)`: what a task asks, with its random points drawn. The judge draws the same ones again."""

from __future__ import annotations

import random

from course_lib.tasks.question import Question, Questions
from course_lib.tasks.task import FunctionTask, ModelTask, Probe, Task


def questions(task: Task, seed: int) -> Questions:
    """The questions of `task`; equal seeds give equal points."""
    asked: tuple[Question, ...] = ()
    if isinstance(task, FunctionTask):
        points = random.Random(f"{task.id}/{seed}")
        asked = tuple(_call(probe, points) for probe in task.probes)
    elif isinstance(task, ModelTask):
        by_name = {question.name: question for behaviour in task.behaviours for question in behaviour.asks}
        asked = tuple(by_name.values())
    arguments = task.arguments if isinstance(task, ModelTask) else {}
    return Questions(task.id, task.kind, task.name, seed, task.seconds, asked, arguments)


def _call(probe: Probe, points: random.Random) -> Question:
    drawn = tuple(points.uniform(probe.low, probe.high) for _ in range(probe.random))
    wants = ("value", *["slope"] * (probe.slope and probe.dtype != "int64"), *["curvature"] * probe.curvature)
    return Question(
        probe.name,
        wants,
        drawn or tuple(map(float, probe.x)),
        probe.others,
        probe.settings,
        probe.dtype,
        probe.shape,
        probe.layout,
    )
