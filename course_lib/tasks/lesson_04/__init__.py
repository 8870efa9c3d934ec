"""Lesson 04, the family: a soft maximum, the logistic loss, a tangent's crossing, the tool for an output, a defence."""

from __future__ import annotations

from course_lib.tasks.lesson_04.crossing import CROSSING
from course_lib.tasks.lesson_04.logistic_loss import LOGISTIC_LOSS
from course_lib.tasks.lesson_04.soft_maximum import SOFT_MAXIMUM
from course_lib.tasks.words import worded_task

TASKS = (
    SOFT_MAXIMUM,
    LOGISTIC_LOSS,
    CROSSING,
    worded_task(__file__, "04-outputs"),
    worded_task(__file__, "04-defend"),
)
