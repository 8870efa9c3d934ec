"""Lesson 01, meet softplus: write it, measure its gap to ReLU, choose β, recognise its formula, judge what is said."""

from __future__ import annotations

from course_lib.tasks.lesson_01.beta import BETA
from course_lib.tasks.lesson_01.gap import GAP
from course_lib.tasks.lesson_01.softplus import SOFTPLUS
from course_lib.tasks.words import worded_task

TASKS = (
    SOFTPLUS,
    GAP,
    BETA,
    worded_task(__file__, "01-curve"),
    worded_task(__file__, "01-statements"),
    worded_task(__file__, "01-defend"),
)
