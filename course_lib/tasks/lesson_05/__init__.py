"""Lesson 05, in PyTorch: the threshold rule, a low step, a positive network, what is kept, positive scales."""

from __future__ import annotations

from course_lib.tasks.lesson_05.kib import KIB
from course_lib.tasks.lesson_05.network import NETWORK
from course_lib.tasks.lesson_05.positive import POSITIVE
from course_lib.tasks.lesson_05.rule import RULE
from course_lib.tasks.lesson_05.threshold import STEP
from course_lib.tasks.words import worded_task

TASKS = (RULE, STEP, NETWORK, KIB, worded_task(__file__, "05-kept"), POSITIVE)
