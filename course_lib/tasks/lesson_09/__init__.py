"""Lesson 09, smoothness you can use: a hidden gradient, losses, a Newton step, methods, a comparison, a choice."""

from __future__ import annotations

from course_lib.tasks.lesson_09.bias_gradient import BIAS_GRADIENT
from course_lib.tasks.lesson_09.compared import COMPARED
from course_lib.tasks.lesson_09.defend import DEFEND
from course_lib.tasks.lesson_09.newton import NEWTON
from course_lib.tasks.words import worded_task

TASKS = (
    BIAS_GRADIENT,
    worded_task(__file__, "09-losses"),
    NEWTON,
    worded_task(__file__, "09-methods"),
    COMPARED,
    DEFEND,
)
