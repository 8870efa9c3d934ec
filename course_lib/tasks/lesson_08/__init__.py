"""Lesson 08, positive outputs: the loss for counts, a logarithm that holds, what a step does, AIC, a choice, a start."""

from __future__ import annotations

from course_lib.tasks.lesson_08.count_loss import COUNT_LOSS
from course_lib.tasks.lesson_08.defend import DEFEND
from course_lib.tasks.lesson_08.log_mean import LOG_MEAN
from course_lib.tasks.lesson_08.start import START
from course_lib.tasks.lesson_08.step import STEP
from course_lib.tasks.words import worded_task

TASKS = (COUNT_LOSS, LOG_MEAN, STEP, worded_task(__file__, "08-aic"), DEFEND, START)
